package dev.quadrille.orderflow;

import static dev.quadrille.orderflow.Participant.INVENTORY;
import static dev.quadrille.orderflow.Participant.ORDER;
import static dev.quadrille.orderflow.Participant.PAYMENT;
import static dev.quadrille.orderflow.Participant.SHIPPING;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.event.StockRejected;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The choreographed saga as a table. A row is a step of one participant: the events that trigger
/// it, the event it publishes on success, and the event it publishes on refusal. A compensation
/// names the step that it undoes instead of its participant. Handlers, diagrams, metrics, logs and
/// {@link Settlement} are derived from these rows.
///
/// Decision record: `docs/decisions/0002-one-compensating-event.md`.
public enum OrderFlow {
    RESERVE_STOCK(INVENTORY, on(OrderPlaced.class), StockReserved.class, StockRejected.class),
    CHARGE_PAYMENT(PAYMENT, on(StockReserved.class), PaymentCharged.class, PaymentDeclined.class),
    BOOK_SHIPMENT(SHIPPING, on(PaymentCharged.class), ShipmentBooked.class, ShipmentRefused.class),
    CONFIRM_ORDER(ORDER, on(ShipmentBooked.class), OrderConfirmed.class),
    COMMIT_STOCK(INVENTORY, on(OrderConfirmed.class)),
    CANCEL_ORDER(
            ORDER,
            on(StockRejected.class, PaymentDeclined.class, ShipmentRefused.class),
            OrderCancelled.class),
    RELEASE_STOCK(undoes(RESERVE_STOCK), on(OrderCancelled.class), StockReleased.class),
    REFUND_PAYMENT(undoes(CHARGE_PAYMENT), on(OrderCancelled.class), PaymentRefunded.class),
    CANCEL_SHIPMENT(undoes(BOOK_SHIPMENT), on(OrderCancelled.class), ShipmentCancelled.class);

    private final Participant participant;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Class<? extends OrderEvent>> triggers;

    private final @Nullable Class<? extends OrderEvent> success;
    private final @Nullable Class<? extends OrderEvent> refusal;
    private final @Nullable OrderFlow undone;

    OrderFlow(Participant participant, List<Class<? extends OrderEvent>> triggers) {
        this(participant, triggers, null, null, null);
    }

    OrderFlow(
            Participant participant,
            List<Class<? extends OrderEvent>> triggers,
            Class<? extends OrderEvent> success) {
        this(participant, triggers, success, null, null);
    }

    OrderFlow(
            Participant participant,
            List<Class<? extends OrderEvent>> triggers,
            Class<? extends OrderEvent> success,
            Class<? extends OrderEvent> refusal) {
        this(participant, triggers, success, refusal, null);
    }

    OrderFlow(
            Undoes undoes,
            List<Class<? extends OrderEvent>> triggers,
            Class<? extends OrderEvent> answer) {
        this(undoes.step().participant, triggers, answer, null, undoes.step());
    }

    OrderFlow(
            Participant participant,
            List<Class<? extends OrderEvent>> triggers,
            @Nullable Class<? extends OrderEvent> success,
            @Nullable Class<? extends OrderEvent> refusal,
            @Nullable OrderFlow undone) {
        this.participant = participant;
        this.triggers = triggers;
        this.success = success;
        this.refusal = refusal;
        this.undone = undone;
    }

    public Participant participant() {
        return participant;
    }

    public List<Class<? extends OrderEvent>> triggers() {
        return triggers;
    }

    /// The event that the step publishes on success; empty if no participant depends on it.
    public Optional<Class<? extends OrderEvent>> success() {
        return Optional.ofNullable(success);
    }

    public Optional<Class<? extends OrderEvent>> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// The step that this row compensates; empty for a row that is not a compensation.
    public Optional<OrderFlow> undone() {
        return Optional.ofNullable(undone);
    }

    /// The compensation of this row; empty if there is none.
    public Optional<OrderFlow> undoneBy() {
        return rows().filter(row -> row.undone == this).findFirst();
    }

    /// All events that this row may publish, success first.
    public List<Class<? extends OrderEvent>> publishes() {
        return Stream.of(success(), refusal()).flatMap(Optional::stream).toList();
    }

    public static Stream<OrderFlow> rows() {
        return Arrays.stream(values());
    }

    public static Stream<OrderFlow> rowsOf(Participant participant) {
        return rows().filter(row -> row.participant == participant);
    }

    /// The participant that publishes an event: the owner of its row, or order-service for {@link
    /// OrderPlaced}, which starts the saga.
    public static Participant publisherOf(Class<? extends OrderEvent> event) {
        return rows().filter(row -> row.publishes().contains(event))
                .map(OrderFlow::participant)
                .findFirst()
                .orElse(ORDER);
    }

    /// The compensations that a cancelled order waits for. After a refusal these are the
    /// compensations of the steps before it: the refusing participant holds nothing, and later
    /// participants cannot have acted. A cancellation by the customer or the deadline may have
    /// reached any participant.
    public static Set<OrderFlow> compensationsOf(CancellationReason reason) {
        return reason.refusal()
                .map(OrderFlow::stepsBefore)
                .orElseGet(OrderFlow::rows)
                .flatMap(step -> step.undoneBy().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<OrderFlow> stepsBefore(Class<? extends OrderEvent> refusal) {
        return rows().takeWhile(row -> row.refusal != refusal);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static List<Class<? extends OrderEvent>> on(Class<? extends OrderEvent>... events) {
        return List.of(events);
    }

    private static Undoes undoes(OrderFlow step) {
        return new Undoes(step);
    }

    private record Undoes(OrderFlow step) {}
}
