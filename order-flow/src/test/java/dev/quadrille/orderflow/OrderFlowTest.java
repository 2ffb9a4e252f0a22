package dev.quadrille.orderflow;

import static dev.quadrille.orderflow.Participant.ORDER;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderFlowTest {

    private static final Class<? extends OrderEvent> START = OrderPlaced.class;

    @Test
    void everyEventExceptTheFirstIsPublishedByOneRow() {
        for (Class<? extends OrderEvent> event : events()) {
            long tellers = OrderFlow.rows().filter(row -> row.publishes().contains(event)).count();
            assertThat(tellers).as(event.getSimpleName()).isEqualTo(event == START ? 0 : 1);
        }
    }

    @Test
    void everyEventIsReachableFromOrderPlaced() {
        assertThat(reachableFrom(START)).isEqualTo(events());
    }

    @Test
    void noParticipantReactsToOneEventInTwoRows() {
        for (Participant participant : Participant.values()) {
            List<Class<? extends OrderEvent>> triggers =
                    OrderFlow.rowsOf(participant).flatMap(row -> row.triggers().stream()).toList();
            assertThat(triggers).as(participant.label()).doesNotHaveDuplicates();
        }
    }

    @Test
    void onlyOrderServiceConfirmsOrCancels() {
        assertThat(OrderFlow.publisherOf(OrderConfirmed.class)).isEqualTo(ORDER);
        assertThat(OrderFlow.publisherOf(OrderCancelled.class)).isEqualTo(ORDER);
        assertThat(OrderFlow.publisherOf(START)).isEqualTo(ORDER);
    }

    @Test
    void everyPathEndsInConfirmedOrCancelled() {
        // Without its two ends the flow has no cycle, and every event that leads nowhere is an end.
        Set<Class<? extends OrderEvent>> ends = Set.of(OrderConfirmed.class, OrderCancelled.class);
        assertEndsOnlyIn(START, ends, new HashSet<>());
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalTriggersTheCompensationOfEveryStepBeforeIt(OrderFlow row) {
        row.refusal()
                .ifPresent(refusal -> {
                    assertThat(OrderFlow.CANCEL_ORDER.triggers()).contains(refusal);
                    Set<OrderFlow> stepsBefore = stepsThatLedTo(row);
                    Set<OrderFlow> undone =
                            OrderFlow.compensationsOf(reasonOf(refusal)).stream()
                                    .flatMap(c -> c.undone().stream())
                                    .collect(toSet());
                    assertThat(undone).isEqualTo(stepsBefore);
                });
    }

    @ParameterizedTest
    @EnumSource
    void aCompensationIsTriggeredByOrderCancelledAndNamesItsStep(OrderFlow row) {
        row.undone()
                .ifPresent(step -> {
                    assertThat(row.triggers()).containsExactly(OrderCancelled.class);
                    assertThat(row.participant()).isEqualTo(step.participant());
                    assertThat(step.undoneBy()).contains(row);
                    assertThat(row.success()).isPresent();
                });
    }

    @Test
    void eachReasonRequiresTheRightCompensations() {
        assertThat(OrderFlow.compensationsOf(CancellationReason.STOCK_REJECTED)).isEmpty();
        assertThat(OrderFlow.compensationsOf(CancellationReason.PAYMENT_DECLINED))
                .containsOnly(OrderFlow.RELEASE_STOCK);
        assertThat(OrderFlow.compensationsOf(CancellationReason.SHIPMENT_REFUSED))
                .containsOnly(OrderFlow.RELEASE_STOCK, OrderFlow.REFUND_PAYMENT);
        for (CancellationReason interruption : CancellationReason.values()) {
            if (interruption.isInterruption()) {
                assertThat(OrderFlow.compensationsOf(interruption))
                        .containsOnly(
                                OrderFlow.RELEASE_STOCK,
                                OrderFlow.REFUND_PAYMENT,
                                OrderFlow.CANCEL_SHIPMENT);
            }
        }
    }

    @Test
    void everyRefusalHasACancellationReason() {
        List<Class<? extends OrderEvent>> refusals =
                OrderFlow.rows().flatMap(row -> row.refusal().stream()).toList();
        List<Class<? extends OrderEvent>> reasons =
                Arrays.stream(CancellationReason.values())
                        .flatMap(reason -> reason.refusal().stream())
                        .toList();
        assertThat(reasons).containsExactlyInAnyOrderElementsOf(refusals);
    }

    private static CancellationReason reasonOf(Class<? extends OrderEvent> refusal) {
        return Arrays.stream(CancellationReason.values())
                .filter(reason -> reason.refusal().equals(Optional.of(refusal)))
                .findFirst()
                .orElseThrow();
    }

    /// The steps whose success is on the one way from the start to this row, found by walking the
    /// triggers backwards.
    private static Set<OrderFlow> stepsThatLedTo(OrderFlow row) {
        Set<OrderFlow> steps = new HashSet<>();
        Class<? extends OrderEvent> trigger = row.triggers().getFirst();
        while (trigger != START) {
            Class<? extends OrderEvent> wanted = trigger;
            OrderFlow step =
                    OrderFlow.rows()
                            .filter(r -> r.success().equals(Optional.of(wanted)))
                            .findFirst()
                            .orElseThrow();
            steps.add(step);
            trigger = step.triggers().getFirst();
        }
        return steps;
    }

    private static void assertEndsOnlyIn(
            Class<? extends OrderEvent> event,
            Set<Class<? extends OrderEvent>> ends,
            Set<Class<? extends OrderEvent>> path) {
        if (ends.contains(event)) {
            return;
        }
        assertThat(path.add(event)).as("no cycle through " + event.getSimpleName()).isTrue();
        List<OrderFlow> next =
                OrderFlow.rows().filter(row -> row.triggers().contains(event)).toList();
        assertThat(next).as(event.getSimpleName() + " leads on").isNotEmpty();
        next.stream()
                .flatMap(row -> row.publishes().stream())
                .forEach(published -> assertEndsOnlyIn(published, ends, new HashSet<>(path)));
    }

    private static Set<Class<? extends OrderEvent>> reachableFrom(
            Class<? extends OrderEvent> start) {
        Set<Class<? extends OrderEvent>> reached = new HashSet<>();
        Deque<Class<? extends OrderEvent>> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            Class<? extends OrderEvent> event = open.pop();
            if (reached.add(event)) {
                OrderFlow.rows()
                        .filter(row -> row.triggers().contains(event))
                        .flatMap(row -> row.publishes().stream())
                        .forEach(open::push);
            }
        }
        return reached;
    }

    @SuppressWarnings("unchecked") // the permitted subclasses of OrderEvent are OrderEvents
    private static Set<Class<? extends OrderEvent>> events() {
        return Stream.of(OrderEvent.class.getPermittedSubclasses())
                .map(type -> (Class<? extends OrderEvent>) type)
                .collect(toSet());
    }
}
