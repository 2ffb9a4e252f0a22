package dev.quadrille.messaging.reader;

import dev.quadrille.messaging.Topic;
import java.util.List;

/// Opens topics as logs that can be read from the beginning, independently of any consumer group.
public interface TopicReaders {

    /// Opens a reader for all existing and future records of the topic.
    <E> TopicReader<E> fromBeginning(Topic<E> topic);

    /// The identity of the topic, which changes when the topic is deleted and created again under
    /// the same name. Throws if the broker does not respond within a few seconds.
    String identity(Topic<?> topic);

    /// The progress of the consumers of this service, by partition. Throws if the broker does not
    /// respond within a few seconds. (Offsets are committed twice a second, so the actual position
    /// may be ahead. The end also counts transaction markers, which a foreign producer may have
    /// written; they are passed with the next record.)
    List<Progress> progress(Topic<?> topic);

    /// The progress in one partition.
    ///
    /// @param begin the start of the partition
    /// @param position the next record to consume
    /// @param end the current end of the partition
    record Progress(int partition, long begin, long position, long end) {

        public long lag() {
            return end - position;
        }
    }
}
