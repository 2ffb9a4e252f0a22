package dev.quadrille.query.web.rebuild;

import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.query.application.rebuild.Rebuild;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// The read model as operators see it. Values that need the broker are null while it does not
/// respond.
///
/// @param state `SERVING`, or `REBUILDING` while a rebuild is in progress and the old tables serve
/// @param generation the number of completed rebuilds
/// @param position the number of projected records
/// @param lag the number of records that are not yet projected
/// @param progress of the rebuild in progress, 0 to 1; null if there is none
/// @param rebuild the rebuild in progress, or the last one; null if there was none
record ReadModelDocument(
        String state,
        int generation,
        Optional<Long> position,
        Optional<Long> lag,
        Optional<Double> progress,
        Optional<RebuildDocument> rebuild,
        Optional<List<Partition>> partitions) {

    record Partition(int partition, long position, long lag) {

        private static Partition of(TopicReaders.Progress progress) {
            return new Partition(progress.partition(), progress.position(), progress.lag());
        }
    }

    static ReadModelDocument of(
            int generation,
            Optional<Rebuild> rebuild,
            Optional<List<TopicReaders.Progress>> log,
            Instant now) {
        Optional<RebuildDocument> underWay =
                rebuild.filter(it -> it.state().isUnderWay())
                        .map(it -> RebuildDocument.of(it, now));
        return new ReadModelDocument(
                underWay.isPresent() ? "REBUILDING" : "SERVING",
                generation,
                log.map(it -> sum(it, each -> each.position() - each.begin())),
                log.map(it -> sum(it, TopicReaders.Progress::lag)),
                underWay.map(RebuildDocument::progress),
                rebuild.map(it -> RebuildDocument.of(it, now)),
                log.map(it -> it.stream().map(Partition::of).toList()));
    }

    private static long sum(
            List<TopicReaders.Progress> log, ToLongFunction<TopicReaders.Progress> figure) {
        return log.stream().mapToLong(figure).sum();
    }
}
