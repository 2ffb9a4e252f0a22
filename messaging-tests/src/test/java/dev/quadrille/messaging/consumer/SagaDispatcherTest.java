package dev.quadrille.messaging.consumer;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.platform.telemetry.OrderTraces;
import dev.quadrille.testsupport.fakes.InMemoryStateStore;
import dev.quadrille.testsupport.fakes.RecordingOutbox;
import dev.quadrille.testsupport.samples.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SagaDispatcherTest {

    private static final EventTrace TRACE =
            EventTrace.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null);

    private final InMemoryStateStore<String> states = new InMemoryStateStore<>(_ -> "none");
    private final RecordingOutbox outbox = new RecordingOutbox();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SagaDispatcher<UnitOfWork<String>> dispatcher =
            new SagaDispatcher<>(
                    new RefusingParticipant(states),
                    outbox,
                    new SagaMetrics(meters),
                    new EventSpans(OrderTraces.OFF, Clock.systemUTC()));

    @Test
    void savesTheDecisionAndPublishesItsEventWithTheTraceOfTheCause() {
        dispatcher.handle(List.of(received(Samples.paymentCharged(Samples.ORDER))));
        assertThat(states.find(Samples.ORDER)).contains("refused");
        OrderEvent refused = new ShipmentRefused(Samples.ORDER, "on principle");
        assertThat(outbox.publications())
                .extracting(EventEnvelope::event, EventEnvelope::trace)
                .containsExactly(tuple(refused, TRACE));
    }

    @Test
    void countsDecisionsByRowAndOutcome() {
        EventEnvelope<OrderEvent> charged = received(Samples.paymentCharged(Samples.ORDER));
        dispatcher.handle(List.of(charged, charged));
        assertThat(count("refused")).isEqualTo(1);
        assertThat(count("already_done")).isEqualTo(1);
        assertThat(outbox.events()).hasSize(1);
    }

    @Test
    void countsACancellationOfNothingAsATombstone() {
        OrderEvent cancelled =
                Samples.orderCancelled(Samples.ORDER, CancellationReason.CUSTOMER_REQUEST);
        dispatcher.handle(List.of(received(cancelled)));
        assertThat(outcomes("CANCEL_SHIPMENT", "tombstone")).isEqualTo(1);
    }

    @Test
    void publishesNothingWhenSavingFails() {
        UnitOfWork<String> meanwhile = states.load(List.of(Samples.ORDER));
        RefusingParticipant participant =
                new RefusingParticipant(states) {
                    @Override
                    public void save(UnitOfWork<String> work) {
                        var _ = meanwhile.decide(Samples.ORDER, _ -> Decision.step("other"));
                        states.save(meanwhile);
                        super.save(work);
                    }
                };
        assertThatThrownBy(
                        () -> handle(participant, received(Samples.paymentCharged(Samples.ORDER))))
                .hasMessageContaining("changed concurrently");
        assertThat(outbox.publications()).isEmpty();
    }

    private void handle(RefusingParticipant participant, EventEnvelope<OrderEvent> received) {
        new SagaDispatcher<>(
                        participant,
                        outbox,
                        new SagaMetrics(meters),
                        new EventSpans(OrderTraces.OFF, Clock.systemUTC()))
                .handle(List.of(received));
    }

    private double count(String outcome) {
        return outcomes("BOOK_SHIPMENT", outcome);
    }

    private double outcomes(String row, String outcome) {
        return meters.counter("quadrille.reactions", "row", row, "outcome", outcome).count();
    }

    private static EventEnvelope<OrderEvent> received(OrderEvent event) {
        return new EventEnvelope<>(
                Topic.ORDER_FLOW,
                event,
                new UUID(0, 1),
                Instant.EPOCH,
                TRACE,
                new PartitionOffset(0, 0));
    }

    static class RefusingParticipant implements SagaParticipant<UnitOfWork<String>> {

        private final InMemoryStateStore<String> states;

        RefusingParticipant(InMemoryStateStore<String> states) {
            this.states = states;
        }

        @Override
        public Participant participant() {
            return Participant.SHIPPING;
        }

        @Override
        public UnitOfWork<String> load(Batch batch) {
            return states.load(batch);
        }

        @Handles(BOOK_SHIPMENT)
        Decision<String> refuse(UnitOfWork<String> work, PaymentCharged charged) {
            return work.decide(
                    charged.orderId(),
                    state ->
                            state.equals("none")
                                    ? Decision.step(
                                            "refused",
                                            new ShipmentRefused(charged.orderId(), "on principle"))
                                    : Decision.nothing(NothingToDo.ALREADY_DONE));
        }

        @Handles(CANCEL_SHIPMENT)
        Decision<String> cancel(UnitOfWork<String> work, OrderCancelled cancelled) {
            return work.decide(
                    cancelled.orderId(),
                    _ ->
                            Decision.step(
                                    "undone",
                                    new ShipmentCancelled(cancelled.orderId(), Optional.empty())));
        }

        @Override
        public void save(UnitOfWork<String> work) {
            states.save(work);
        }
    }
}
