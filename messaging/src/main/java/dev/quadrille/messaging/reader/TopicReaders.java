package dev.quadrille.messaging.reader;

import dev.quadrille.messaging.Topic;
import java.util.List;

/// The topics as logs that can be read at any time and from anywhere.
public interface TopicReaders {

    /// A reader of all that stands there and is told from then on.
    <E> TopicReader<E> fromBeginning(Topic<E> topic);

    /// Which log this is: another one after a topic was deleted and created again under its name.
    /// Throws if the broker does not say in a few seconds.
    String identity(Topic<?> topic);

    /// How far this service's consumption is, by partition. Throws if the broker does not say in a
    /// few seconds. (Positions are committed twice a second, so it may be that much further. The
    /// end counts markers of transactions too, which a foreign producer may have written; they are
    /// passed with the next record.)
    List<Progress> progress(Topic<?> topic);

    /// Of one partition.
    ///
    /// @param begin where the partition's log begins
    /// @param position of the next record to consume
    /// @param end where the log ends now
    record Progress(int partition, long begin, long position, long end) {

        public long lag() {
            return end - position;
        }
    }
}
