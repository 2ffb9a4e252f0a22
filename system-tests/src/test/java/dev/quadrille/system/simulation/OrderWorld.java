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

/// One order in everybody's tables: the committed states, the outboxes, and the log with its
/// readers.
final class OrderWorld {

    final OrderId id;
    final OrderLog log;
    final SimulatedProvider provider;
    private final OrderPlaced placed;
    private final Rules rules;
    private final Shelf shelf;
    private final Map<Participant, SimulatedOutbox> outboxes = new EnumMap<>(Participant.class);
    private Order order;
    private Reservation reservation;
    private Payment payment;
    private Shipment shipment;

    OrderWorld(OrderPlaced placed, Rules rules, Shelf shelf) {
        this.id = placed.orderId();
        this.placed = placed;
        this.rules = rules;
        this.shelf = shelf;
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

    /// One transaction of the participant: state and outbox together.
    void handle(Participant participant, OrderEvent event) {
        OrderFlow.rowsOf(participant)
                .filter(row -> row.triggers().contains(event.getClass()))
                .forEach(row -> react(row, event));
    }

    private void react(OrderFlow row, OrderEvent event) {
        switch (row) {
            case RESERVE_STOCK ->
                    become(rules.reserve(reservation, (OrderPlaced) event, shelf::has));
            case COMMIT_STOCK -> become(rules.commit(reservation, (OrderConfirmed) event));
            case RELEASE_STOCK -> become(rules.release(reservation, (OrderCancelled) event));
            case CHARGE_PAYMENT -> pay(rules.charge(payment, (StockReserved) event));
            case REFUND_PAYMENT -> pay(rules.refund(payment, (OrderCancelled) event));
            case BOOK_SHIPMENT ->
                    ship(rules.book(shipment, (PaymentCharged) event, new ShipmentId(id.value())));
            case CANCEL_SHIPMENT -> ship(rules.callOff(shipment, (OrderCancelled) event));
            case CONFIRM_ORDER -> end(rules.confirm(order));
            case CANCEL_ORDER -> end(rules.cancel(order, CancellationReason.of(event)));
        }
    }

    void interrupt(CancellationReason reason) {
        end(rules.cancel(order, reason));
    }

    /// The worker takes the payment, and puts on record that it may be called.
    void attempt() {
        pay(rules.attempt(payment));
    }

    void record(ProviderAnswer answer) {
        pay(rules.record(payment, answer));
    }

    private void become(Decision<Reservation> decision) {
        if (decision instanceof Decision.Step<Reservation> step) {
            shelf.move(reservation, step.next());
            reservation = step.next();
            outbox(Participant.INVENTORY).append(step.published());
        }
    }

    private void pay(Decision<Payment> decision) {
        if (decision instanceof Decision.Step<Payment> step) {
            payment = step.next();
            outbox(Participant.PAYMENT).append(step.published());
        }
    }

    private void ship(Decision<Shipment> decision) {
        if (decision instanceof Decision.Step<Shipment> step) {
            shipment = step.next();
            outbox(Participant.SHIPPING).append(step.published());
        }
    }

    private void end(Decision<Order> decision) {
        if (decision instanceof Decision.Step<Order> step) {
            InvariantViolation.unless(
                    order instanceof Order.Placed, "ended twice: " + order + ", " + step.next());
            order = step.next();
            outbox(Participant.ORDER).append(step.published());
        }
    }

    /// Whoever reads the log takes the order for settled: then it must be.
    void checkWhenSettled() {
        if (log.isSettled() && order instanceof Order.Cancelled) {
            InvariantViolation.unless(keepsNothing(), "settled and keeps something: " + this);
        }
    }

    /// Nothing more can happen: the promise.
    void checkAtTheEnd() {
        switch (order) {
            case Order.Placed _ -> throw new InvariantViolation("has no end: " + this);
            case Order.Confirmed _ ->
                    InvariantViolation.unless(isServed(), "confirmed and not served: " + this);
            case Order.Cancelled _ ->
                    InvariantViolation.unless(
                            keepsNothing(), "cancelled and keeps something: " + this);
        }
        InvariantViolation.unless(log.isSettled(), "never settled: " + this);
    }

    private boolean isServed() {
        return reservation instanceof Reservation.Committed
                && shipment instanceof Shipment.Booked
                && provider.net() == placed.total().amount();
    }

    private boolean keepsNothing() {
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
        return "%s, %s, %s, %s, provider keeps %d, log %s"
                .formatted(order, reservation, payment, shipment, provider.net(), log);
    }
}
