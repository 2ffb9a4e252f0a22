package dev.quadrille.messaging;

/// The position of a record. Events with the same key are in one partition, in the same order for
/// all readers.
public record PartitionOffset(int partition, long offset) {

    /// Not in the log.
    public static final PartitionOffset NONE = new PartitionOffset(-1, -1);
}
