package dev.quadrille.messaging;

import java.time.Duration;
import java.util.List;

/// Reads a topic for itself, apart from what the service consumes: it commits nothing, and every
/// reader sees all partitions. Not for use by several threads at once.
///
/// @param <E> what all facts of the topic have in common
public interface LogReader<E> extends AutoCloseable {

    /// Reads on. An empty page means that nothing has come in time.
    Page<E> read(Duration atMost);

    /// How many records there are from the beginning of the log to its end as of now. Throws if the
    /// broker does not say in a few seconds.
    long total();

    /// How many of these were read; equal to {@link #total} when the end is reached.
    long done();

    @Override
    void close();

    /// What one reading has brought, the facts of each partition in the order of the log.
    ///
    /// @param unreadable where records stand that claim to be facts and cannot be read
    record Page<E>(List<Received<E>> facts, List<LogPosition> unreadable) {}
}
