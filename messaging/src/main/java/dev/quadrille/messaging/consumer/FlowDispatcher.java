package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.PoisonedEvent;
import dev.quadrille.messaging.Publication;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.messaging.trace.TracedBatch;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Leads a participant through a batch: load, decide each event in its row, save, append what was
/// decided.
final class FlowDispatcher<W> implements BatchHandler<OrderEvent> {

    private final Reactions<W> reactions;
    private final ReactionTable<W> table;
    private final Outbox outbox;
    private final ReactionMetrics metrics;
    private final EventSpans spans;

    FlowDispatcher(
            Reactions<W> reactions, Outbox outbox, ReactionMetrics metrics, EventSpans spans) {
        this.reactions = reactions;
        this.table = ReactionTable.of(reactions);
        this.outbox = outbox;
        this.metrics = metrics;
        this.spans = spans;
    }

    Subscription<OrderEvent> subscription() {
        return new Subscription<>(Topic.ORDER_FLOW, table.triggers(), this);
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        spans.around(batch, event -> table.on(event).row().name(), this::handle);
    }

    private void handle(TracedBatch batch) {
        W work = reactions.load(new Batch(batch.events()));
        List<Publication<OrderEvent>> published = new ArrayList<>();
        for (Received<OrderEvent> received : batch.events()) {
            decide(work, received, batch).ifPresent(published::add);
        }
        reactions.save(work);
        outbox.append(published);
    }

    /// Returns what the decision publishes.
    private Optional<Publication<OrderEvent>> decide(
            W work, Received<OrderEvent> received, TracedBatch batch) {
        Reaction<W> reaction = table.on(received.event());
        Decision<?> decision =
                PoisonedEvent.ifItFails(received, () -> reaction.decide(work, received.event()));
        Optional<OrderEvent> published =
                decision instanceof Decision.Step<?> step ? step.published() : Optional.empty();
        batch.decided(received, metrics.count(reaction.row(), decision), published);
        return published.map(event -> Publication.of(event, received.trace()));
    }
}
