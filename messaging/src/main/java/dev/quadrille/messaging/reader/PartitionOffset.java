package dev.quadrille.messaging.reader;

/// The position of a record in its topic. Events with the same key are in the same partition, in an
/// order that is the same for all readers.
public record PartitionOffset(int partition, long offset) {}
