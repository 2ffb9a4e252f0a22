package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.Topic;
import java.util.List;

/// Opens topics as logs that can be read from the beginning, independently of any consumer group.
public interface TopicReaders {

    <E> TopicReader<E> fromBeginning(Topic<E> topic);

    /// Changes when the topic is deleted and created again under the same name. Throws if the
    /// broker does not respond within a few seconds.
    String identity(Topic<?> topic);

    /// The progress of the consumers of this service, by partition. Throws if the broker does not
    /// respond within a few seconds. (Offsets are committed twice a second, so the actual position
    /// may be ahead. The end also counts transaction markers of foreign producers.)
    List<Progress> progress(Topic<?> topic);

    /// The progress in one partition; `position` is the next record to consume.
    record Progress(int partition, long begin, long position, long end) {

        public long lag() {
            return end - position;
        }
    }
}
