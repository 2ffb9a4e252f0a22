package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.rebuild.ModelComparison.Missing;
import dev.quadrille.query.application.rebuild.ModelComparison.Slice;
import java.util.Optional;
import java.util.TreeSet;

/// Rejects a rebuild that would replace a more complete read model: from a log that has lost its
/// beginning, or from a topic that was deleted and created again.
final class Completeness {

    private static final String KEPT = " The serving model was left as it is.";

    private final ModelComparison models;
    private final TopicReader<?> log;

    Completeness(ModelComparison models, TopicReader<?> log) {
        this.models = models;
        this.log = log;
    }

    /// Checks the ends of the log before it is read.
    void requireAllInLog() {
        requireEnd();
        requireBeginning();
    }

    /// Returns an end of the log that lies behind everything in the serving tables at this moment.
    TopicOffsets requireEnd() {
        TopicOffsets newest = models.newestServing();
        // Read afterwards: the events that the live projection writes meanwhile lie before it.
        TopicOffsets end = log.end();
        TreeSet<Integer> shorter = new TreeSet<>(newest.byPartition().keySet());
        shorter.removeIf(it -> newest.of(it) < end.of(it));
        if (!shorter.isEmpty()) {
            int partition = shorter.getFirst();
            throw new RebuildRefused(
                    ("The topic %s ends before events that the serving model has: partition %d ends at"
                                            + " offset %d, and the model has an event at %d. Was the topic deleted"
                                            + " and created again? A rebuilt model would lack at least %s.")
                                    .formatted(
                                            Topic.ORDER_FLOW,
                                            partition,
                                            Math.max(0, end.of(partition)),
                                            newest.of(partition),
                                            models.servingBehind(end))
                            + KEPT);
        }
        return end;
    }

    private void requireBeginning() {
        Optional<Integer> truncated =
                log.begin().byPartition().keySet().stream()
                        .filter(it -> log.begin().of(it) > 0)
                        .sorted()
                        .findFirst();
        if (truncated.isEmpty()) {
            return;
        }
        Missing missing = models.servingBefore(log.begin());
        if (!missing.isNone()) {
            throw new RebuildRefused(
                    ("The topic %s has lost its beginning: partition %d begins at offset %d. A rebuilt"
                                            + " model would lack %s.")
                                    .formatted(
                                            Topic.ORDER_FLOW,
                                            truncated.get(),
                                            log.begin().of(truncated.get()),
                                            missing)
                            + KEPT);
        }
    }

    /// Compares the two sets of tables event by event, when the log was read up to this end.
    ///
    /// @param between called after each slice
    void requireAllInShadow(TopicOffsets end, Runnable between) {
        Missing missing = Missing.NONE;
        Optional<OrderId> after = Optional.empty();
        do {
            Slice slice = models.compare(after, end);
            missing = missing.plus(slice.missing());
            after = slice.last();
            between.run();
        } while (after.isPresent());
        if (!missing.isNone()) {
            throw new RebuildRefused(
                    "The rebuilt model lacks %s that the serving model has and the topic %s has not."
                                    .formatted(missing, Topic.ORDER_FLOW)
                            + KEPT);
        }
    }
}
