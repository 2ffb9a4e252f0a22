package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.Subscription;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.messaging.trace.TracedBatch;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dispatches a batch to a saga participant: load, decide on each event with the handler of its
/// row, save, and append the published events to the outbox.
final class SagaDispatcher<W> implements BatchHandler<OrderEvent> {

    private final SagaParticipant<W> participant;
    private final SagaHandlers<W> handlers;
    private final Outbox outbox;
    private final SagaMetrics metrics;
    private final EventSpans spans;

    SagaDispatcher(
            SagaParticipant<W> participant, Outbox outbox, SagaMetrics metrics, EventSpans spans) {
        this.participant = participant;
        this.handlers = SagaHandlers.of(participant);
        this.outbox = outbox;
        this.metrics = metrics;
        this.spans = spans;
    }

    Subscription<OrderEvent> subscription() {
        return new Subscription<>(Topic.ORDER_FLOW, handlers.triggers(), this);
    }

    @Override
    public void handle(List<EventEnvelope<OrderEvent>> batch) {
        spans.traceBatch(batch, event -> handlers.on(event).row().name(), this::handle);
    }

    private void handle(TracedBatch batch) {
        W work = participant.load(new Batch(batch.events()));
        List<EventEnvelope<OrderEvent>> published = new ArrayList<>();
        for (EventEnvelope<OrderEvent> received : batch.events()) {
            decide(work, received, batch).ifPresent(published::add);
        }
        participant.save(work);
        outbox.append(published);
    }

    private Optional<EventEnvelope<OrderEvent>> decide(
            W work, EventEnvelope<OrderEvent> received, TracedBatch batch) {
        SagaHandlers.Handler<W> handler = handlers.on(received.event());
        Decision<?> decision =
                PoisonEvent.guard(received, () -> handler.decide(work, received.event()));
        Optional<OrderEvent> published =
                decision instanceof Decision.Step<?> step ? step.published() : Optional.empty();
        batch.recordDecision(received, metrics.count(handler.row(), decision), published);
        return published.map(event -> EventEnvelope.of(event, received.trace()));
    }
}
