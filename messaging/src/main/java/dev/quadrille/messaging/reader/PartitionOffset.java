package dev.quadrille.messaging.reader;

/// Where a fact stands in its topic. Facts with one key stand in one partition, in one order that
/// all readers share.
public record PartitionOffset(int partition, long offset) {}
