package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import java.time.Duration;
import java.util.List;

/// Reads all partitions of a topic independently of the consumers of the service, and commits no
/// offsets. Not thread-safe.
public interface TopicReader<E> extends AutoCloseable {

    /// Returns an empty page if no record arrives in time. Throws if records were removed from the
    /// log.
    Page<E> read(Duration atMost);

    /// Must be called after a transaction that stored a page has rolled back: the reader does not
    /// notice.
    void seek(TopicOffsets offsets);

    TopicOffsets begin();

    /// The current end of each partition. Throws if the broker does not respond within a few
    /// seconds.
    TopicOffsets end();

    TopicOffsets position();

    @Override
    void close();

    /// The records of one read, bounded in number and bytes, in log order within each partition.
    ///
    /// @param unreadable the positions of undecodable records
    record Page<E>(
            List<EventEnvelope<E>> events,
            List<PartitionOffset> unreadable,
            TopicOffsets from,
            TopicOffsets to) {

        /// True also if all records read were not events.
        public boolean hasAdvanced() {
            return !from.equals(to);
        }
    }
}
