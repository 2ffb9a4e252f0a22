package dev.quadrille.messaging.reader;

import dev.quadrille.messaging.Received;
import java.time.Duration;
import java.util.List;

/// Reads a topic for itself, apart from what the service consumes: it commits nothing, and every
/// reader sees all partitions. Not for use by several threads at once.
///
/// @param <E> what all facts of the topic have in common
public interface TopicReader<E> extends AutoCloseable {

    /// Reads on. An empty page means that nothing has come in time. Throws if records that are due
    /// no longer stand in the log.
    Page<E> read(Duration atMost);

    /// Reads on from here. To be called after a transaction that was to write down what was read
    /// has rolled back: the reader does not know.
    void seek(TopicOffsets offsets);

    /// Where each partition's log began when the reader was opened.
    TopicOffsets begin();

    /// Where each partition's log ends now. Throws if the broker does not say in a few seconds.
    TopicOffsets end();

    /// The next record to read in each partition.
    TopicOffsets position();

    @Override
    void close();

    /// What one reading has brought, the facts of each partition in the order of the log. It is
    /// limited in records and in bytes.
    ///
    /// @param unreadable where records stand that claim to be facts and cannot be read
    /// @param from where the reader stood before
    /// @param to where it stands now
    record Page<E>(
            List<Received<E>> facts,
            List<PartitionOffset> unreadable,
            TopicOffsets from,
            TopicOffsets to) {

        /// Whether the reader has come further, be it over records that are no facts.
        public boolean isAdvance() {
            return !from.equals(to);
        }
    }
}
