package dev.quadrille.messaging.reader;

import dev.quadrille.messaging.Received;
import java.time.Duration;
import java.util.List;

/// Reads a topic independently of the consumers of the service: it commits no offsets, and every
/// reader sees all partitions. Not thread-safe.
///
/// @param <E> the common type of the events
public interface TopicReader<E> extends AutoCloseable {

    /// Reads the next page; empty if no record has arrived in time. Throws if records to be read
    /// were removed from the log.
    Page<E> read(Duration atMost);

    /// Continues from these offsets. Must be called after a transaction that stored a page has
    /// rolled back, because the reader does not notice it.
    void seek(TopicOffsets offsets);

    /// The start of each partition when the reader was opened.
    TopicOffsets begin();

    /// The current end of each partition. Throws if the broker does not respond within a few
    /// seconds.
    TopicOffsets end();

    /// The next record to read in each partition.
    TopicOffsets position();

    @Override
    void close();

    /// The records of one read, bounded in number and bytes. The events of each partition are in
    /// log order.
    ///
    /// @param unreadable the positions of undecodable records
    /// @param from the offsets before the read
    /// @param to the offsets after the read
    record Page<E>(
            List<Received<E>> events,
            List<PartitionOffset> unreadable,
            TopicOffsets from,
            TopicOffsets to) {

        /// Whether the reader has advanced, possibly only over records that are not events.
        public boolean hasAdvanced() {
            return !from.equals(to);
        }
    }
}
