package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.chaos.FaultSettings;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.CannotCreateTransactionException;

/// Faults that are injected into the outbox relay and into the database, for events that a replica
/// sends itself, and for those that the relay sends.
class RelayFaultsIT {

    private static final int EVENTS = 10;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsEventsInTheOutbox(boolean sendDirectly) {
        Replica replica = start(sendDirectly);
        set(replica, Fault.RELAY_STALL);
        List<EventEnvelope<OrderEvent>> events = events();
        replica.append(events);
        // Both paths try, and fail.
        eventually().until(() -> replica.meter("quadrille.relay.failures") >= 2);
        assertThat(outboxSize()).isEqualTo(EVENTS);
        assertThat(testBed.records(ORDER_FLOW.name())).isEmpty();

        replica.bean(FaultInjector.class).clear();
        eventually().until(() -> outboxSize() == 0);
        assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void publishesEventsTwice(boolean sendDirectly) {
        Replica replica = start(sendDirectly);
        set(replica, Fault.RELAY_DUPLICATE);
        List<EventEnvelope<OrderEvent>> events = events();
        replica.append(events);

        List<UUID> twice = Stream.concat(ids(events).stream(), ids(events).stream()).toList();
        eventually()
                .untilAsserted(() ->
                        assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(twice));
        eventually().until(() -> outboxSize() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void publishesRecordsThatCannotBeDecodedBesideTheEvents(boolean sendDirectly) {
        Replica replica = start(sendDirectly);
        set(replica, Fault.EVENT_CORRUPT);
        List<EventEnvelope<OrderEvent>> events = events();
        replica.append(events);

        eventually().until(() -> testBed.records(ORDER_FLOW.name()).size() == 2 * EVENTS);
        assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(ids(events));
        assertThat(testBed.records(ORDER_FLOW.name()))
                .filteredOn(record -> FaultyEventSender.KEY_OF_NO_ORDER.equals(record.key()))
                .hasSize(EVENTS)
                .allMatch(record -> record.headers().lastHeader("ce_type") != null);
        eventually().until(() -> outboxSize() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void publishesNothingWhileTheDatabaseIsDown(boolean sendDirectly) {
        Replica replica = start(sendDirectly);
        set(replica, Fault.DATABASE_DOWN);
        List<EventEnvelope<OrderEvent>> events = events();
        assertThatThrownBy(() -> replica.append(events))
                .isInstanceOf(CannotCreateTransactionException.class);

        replica.bean(FaultInjector.class).clear();
        replica.append(events);
        eventually().until(() -> outboxSize() == 0);
        assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    private Replica start(boolean sendDirectly) {
        return testBed.start(
                Replica.sender().with("quadrille.outbox.send-directly", sendDirectly).withChaos());
    }

    private static void set(Replica replica, Fault fault) {
        replica.bean(FaultInjector.class)
                .set(fault, new FaultSettings(1, Duration.ZERO, Optional.empty(), Instant.MAX));
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private List<UUID> publishedIds() {
        return testBed.probe(ORDER_FLOW).events().stream().map(EventEnvelope::id).toList();
    }

    private static List<UUID> ids(List<EventEnvelope<OrderEvent>> events) {
        return events.stream().map(EventEnvelope::id).toList();
    }

    private static List<EventEnvelope<OrderEvent>> events() {
        return Stream.generate(() -> Samples.orderPlaced(new OrderId(Uuids.next())))
                .limit(EVENTS)
                .map(event -> EventEnvelope.of((OrderEvent) event, EventTrace.NONE))
                .toList();
    }
}
