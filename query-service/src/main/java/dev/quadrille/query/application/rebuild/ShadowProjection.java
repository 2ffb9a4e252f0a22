package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.batching.BatchThenSingly;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.Projection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Projects the whole log into the shadow tables: page by page, each in one transaction with its
/// checkpoint.
final class ShadowProjection {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowProjection.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_LEFT_OUT = 1_000;

    private final Rebuild attempt;
    private final RebuildTools tools;
    private final TopicReader<OrderEvent> log;
    private final BooleanSupplier mayGoOn;
    private final Projection projection;
    private final BatchThenSingly<EventEnvelope<OrderEvent>, RuntimeException> folding;
    private TopicOffsets begin;

    ShadowProjection(
            Rebuild attempt,
            RebuildTools tools,
            TopicReader<OrderEvent> log,
            BooleanSupplier mayGoOn) {
        this.attempt = attempt;
        this.tools = tools;
        this.log = log;
        this.mayGoOn = mayGoOn;
        this.projection = new Projection(tools.shadowReadModel(), _ -> {});
        this.folding =
                new BatchThenSingly<>(
                        PoisonEvent.class::isInstance,
                        projection::handle,
                        (event, _) -> leaveOut(List.of(event.position())));
        this.begin = log.begin();
    }

    /// Resumes at the checkpoint of the last attempt, if the log and the version of the projection
    /// are the same.
    ///
    /// @return whether there is such a checkpoint
    boolean resumes() {
        String identity = tools.logs().identity(Topic.ORDER_FLOW);
        Optional<Checkpoint> last =
                tools.checkpoints()
                        .find(attempt)
                        .filter(it -> it.log().equals(identity))
                        .filter(it -> it.modelVersion() == Projection.VERSION)
                        .filter(it -> stillStands(it.next()));
        last.ifPresent(it -> {
            begin = it.begin();
            log.seek(it.next());
            LOG.info("rebuild {}: resumes at event {} of {}", attempt.id(), read(), total());
        });
        return last.isPresent();
    }

    private boolean stillStands(TopicOffsets next) {
        TopicOffsets end = log.end();
        return next.byPartition().keySet().equals(end.byPartition().keySet())
                && !next.isBehind(log.begin())
                && !end.isBehind(next);
    }

    /// Empties the shadow tables, to fill them from the beginning of the log.
    void start() {
        Checkpoint beginning =
                new Checkpoint(
                        tools.logs().identity(Topic.ORDER_FLOW),
                        Projection.VERSION,
                        log.begin(),
                        log.begin());
        log.seek(log.begin());
        long total = total();
        tools.inTransaction(() -> {
            // First, so that a cancellation does not wait for the row of the rebuild while this
            // transaction waits for the table.
            tools.shadow().empty();
            advance(total);
            tools.checkpoints().start(attempt, beginning);
        });
    }

    /// Throws if the topic is no longer the one from which the shadow tables were filled.
    void requireSameLog() {
        String identity = tools.logs().identity(Topic.ORDER_FLOW);
        if (!checkpoint().log().equals(identity)) {
            throw new IllegalStateException("the topic was created again meanwhile");
        }
    }

    /// Returns to the checkpoint after a transaction that had read further has rolled back.
    void rewind() {
        log.seek(checkpoint().next());
    }

    private Checkpoint checkpoint() {
        return tools.checkpoints().find(attempt).orElseThrow(Rebuilds.Overtaken::new);
    }

    void readTo(TopicOffsets end) {
        while (log.position().isBehind(end)) {
            readOn();
        }
    }

    /// Reads one page; waits for a moment at the end of the log.
    void readOn() {
        requireMayGoOn();
        TopicReader.Page<OrderEvent> page = log.read(POLL);
        long total = total();
        tools.inTransaction(() -> {
            advance(total);
            if (page.hasAdvanced()) {
                write(page);
            }
        });
    }

    private void write(TopicReader.Page<OrderEvent> page) {
        tools.checkpoints().advance(attempt, page);
        leaveOut(page.unreadable());
        tools.shadow().open();
        folding.handle(page.events());
    }

    private void leaveOut(Collection<PartitionOffset> positions) {
        if (positions.isEmpty()) {
            return;
        }
        tools.checkpoints().leaveOut(attempt, positions);
        if (tools.checkpoints().leftOut(attempt).size() > MOST_LEFT_OUT) {
            throw new RebuildRefused(
                    "More than %d records of the topic %s cannot be read."
                            .formatted(MOST_LEFT_OUT, Topic.ORDER_FLOW));
        }
    }

    /// Records the progress of this attempt in the current transaction. Throws if the attempt is no
    /// longer the current one.
    void advance() {
        requireMayGoOn();
        advance(total());
    }

    private void advance(long total) {
        tools.rebuilds().advance(attempt, read(), total);
    }

    private long read() {
        return log.position().minus(begin);
    }

    private long total() {
        return log.end().minus(begin);
    }

    private void requireMayGoOn() {
        if (!mayGoOn.getAsBoolean()) {
            throw new RebuildRun.Interrupted();
        }
    }
}
