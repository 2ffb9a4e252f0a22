package dev.quadrille.system.simulation;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.shipping.domain.Shipment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One order with its committed state in every service, the outboxes, and the event log with its
/// consumers.
final class SimulatedOrder {

    final OrderId id;
    final OrderLog log;
    final SimulatedProvider provider;
    private final OrderPlaced placed;
    private final Rules rules;
    private final SimulatedStock stock;
    private final Map<Participant, SimulatedOutbox> outboxes = new EnumMap<>(Participant.class);
    private Order order;
    private Reservation reservation;
    private Payment payment;
    private Shipment shipment;

    SimulatedOrder(OrderPlaced placed, Rules rules, SimulatedStock stock) {
        this.id = placed.orderId();
        this.placed = placed;
        this.rules = rules;
        this.stock = stock;
        this.log = new OrderLog(rules);
        this.provider = new SimulatedProvider(rules);
        this.order = new Order.Placed(id, placed.total());
        this.reservation = new Reservation.None(id);
        this.payment = new Payment.None(id);
        this.shipment = new Shipment.None(id);
        for (Participant participant : Participant.values()) {
            outboxes.put(participant, new SimulatedOutbox());
        }
        outbox(Participant.ORDER).append(Optional.of(placed));
    }

    SimulatedOutbox outbox(Participant participant) {
        return outboxes.computeIfAbsent(participant, _ -> new SimulatedOutbox());
    }

    Order order() {
        return order;
    }

    Payment payment() {
        return payment;
    }

    /// Runs one transaction of the participant, which writes state and outbox.
    void handle(Participant participant, OrderEvent event) {
        OrderFlow.rowsOf(participant)
                .filter(row -> row.triggers().contains(event.getClass()))
                .forEach(row -> react(row, event));
    }

    private void react(OrderFlow row, OrderEvent event) {
        switch (row) {
            case RESERVE_STOCK ->
                    applyReservation(rules.reserve(reservation, (OrderPlaced) event, stock::has));
            case COMMIT_STOCK ->
                    applyReservation(rules.commit(reservation, (OrderConfirmed) event));
            case RELEASE_STOCK ->
                    applyReservation(rules.release(reservation, (OrderCancelled) event));
            case CHARGE_PAYMENT -> applyPayment(rules.charge(payment, (StockReserved) event));
            case REFUND_PAYMENT -> applyPayment(rules.refund(payment, (OrderCancelled) event));
            case BOOK_SHIPMENT ->
                    applyShipment(
                            rules.book(
                                    shipment, (PaymentCharged) event, new ShipmentId(id.value())));
            case CANCEL_SHIPMENT ->
                    applyShipment(rules.cancelShipment(shipment, (OrderCancelled) event));
            case CONFIRM_ORDER -> applyOrder(rules.confirm(order));
            case CANCEL_ORDER -> applyOrder(rules.cancel(order, CancellationReason.of(event)));
        }
    }

    void interrupt(CancellationReason reason) {
        applyOrder(rules.cancel(order, reason));
    }

    /// The worker records the attempt before it calls the provider.
    void attempt() {
        applyPayment(rules.attempt(payment));
    }

    void record(ProviderAnswer answer) {
        applyPayment(rules.record(payment, answer));
    }

    private void applyReservation(Decision<Reservation> decision) {
        if (decision instanceof Decision.Step<Reservation> step) {
            stock.move(reservation, step.next());
            reservation = step.next();
            outbox(Participant.INVENTORY).append(step.published());
        }
    }

    private void applyPayment(Decision<Payment> decision) {
        if (decision instanceof Decision.Step<Payment> step) {
            payment = step.next();
            outbox(Participant.PAYMENT).append(step.published());
        }
    }

    private void applyShipment(Decision<Shipment> decision) {
        if (decision instanceof Decision.Step<Shipment> step) {
            shipment = step.next();
            outbox(Participant.SHIPPING).append(step.published());
        }
    }

    private void applyOrder(Decision<Order> decision) {
        if (decision instanceof Decision.Step<Order> step) {
            InvariantViolation.unless(
                    order instanceof Order.Placed,
                    "final status set twice: " + order + ", " + step.next());
            order = step.next();
            outbox(Participant.ORDER).append(step.published());
        }
    }

    /// If the log reports a cancelled order as settled, every service must have undone its part.
    void checkWhenSettled() {
        if (log.isSettled() && order instanceof Order.Cancelled) {
            InvariantViolation.unless(isUndone(), "settled, but not everything is undone: " + this);
        }
    }

    /// Checks the guarantees when no further event is possible.
    void checkAtTheEnd() {
        switch (order) {
            case Order.Placed _ -> throw new InvariantViolation("no final status: " + this);
            case Order.Confirmed _ ->
                    InvariantViolation.unless(
                            isFulfilled(), "confirmed, but not fulfilled: " + this);
            case Order.Cancelled _ ->
                    InvariantViolation.unless(
                            isUndone(), "cancelled, but not everything is undone: " + this);
        }
        InvariantViolation.unless(log.isSettled(), "not settled at the end: " + this);
    }

    private boolean isFulfilled() {
        return reservation instanceof Reservation.Committed
                && shipment instanceof Shipment.Booked
                && provider.net() == placed.total().amount();
    }

    private boolean isUndone() {
        return reservation.held().isEmpty()
                && reservation.shipped().isEmpty()
                && !(shipment instanceof Shipment.Booked)
                && provider.net() == 0;
    }

    long piecesIfConfirmed() {
        return order instanceof Order.Confirmed
                ? placed.lines().stream().mapToLong(line -> line.quantity().value()).sum()
                : 0;
    }

    @Override
    public String toString() {
        return "%s, %s, %s, %s, net charge %d, log %s"
                .formatted(order, reservation, payment, shipment, provider.net(), log);
    }
}
