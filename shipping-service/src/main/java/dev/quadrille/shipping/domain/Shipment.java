package dev.quadrille.shipping.domain;

import static dev.quadrille.orderflow.NothingToDo.ALREADY_DONE;
import static dev.quadrille.orderflow.NothingToDo.NOTHING_TO_UNDO;
import static dev.quadrille.orderflow.NothingToDo.ORDER_CANCELLED;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import java.util.Optional;
import java.util.function.Supplier;

/// The state machine of the shipment of one order.
public sealed interface Shipment {

    OrderId orderId();

    /// The initial state: the service has no record of the order.
    record None(OrderId orderId) implements Shipment {}

    record Booked(OrderId orderId, ShipmentId shipmentId) implements Shipment {}

    /// No carrier serves the destination.
    record Refused(OrderId orderId) implements Shipment {}

    /// The shipment is cancelled. The state is a tombstone without a shipment ID if the
    /// cancellation arrived before the payment.
    record Undone(OrderId orderId, Optional<ShipmentId> shipmentId) implements Shipment {}

    /// Books a shipment with the given ID, or refuses if no carrier serves the destination.
    default Decision<Shipment> book(PaymentCharged charged, ShipmentId newId) {
        return decide(() ->
                Carrier.serving(charged.shipTo().country())
                        .map(carrier -> booked(newId, carrier))
                        .orElseGet(this::refused));
    }

    /// Refuses the shipment as if no carrier served the destination.
    default Decision<Shipment> refuse() {
        return decide(this::refused);
    }

    private Decision<Shipment> decide(Supplier<Decision<Shipment>> first) {
        return switch (this) {
            case None _ -> first.get();
            case Booked _, Refused _ -> Decision.nothing(ALREADY_DONE);
            case Undone _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// Compensates the booking. The resulting event is published at most once and names the
    /// cancelled shipment.
    default Decision<Shipment> cancel(OrderCancelled cancelled) {
        return switch (this) {
            case None _ ->
                    cancelled.reason().isInterruption()
                            ? undone(Optional.empty())
                            : Decision.nothing(NOTHING_TO_UNDO);
            case Booked booked -> undone(Optional.of(booked.shipmentId()));
            case Refused _ -> Decision.nothing(NOTHING_TO_UNDO);
            case Undone _ -> Decision.nothing(ALREADY_DONE);
        };
    }

    private Decision<Shipment> booked(ShipmentId id, Carrier carrier) {
        return Decision.step(
                new Booked(orderId(), id), new ShipmentBooked(orderId(), id, carrier.name()));
    }

    private Decision<Shipment> refused() {
        return Decision.step(
                new Refused(orderId()),
                new ShipmentRefused(orderId(), "no carrier serves the destination"));
    }

    private Decision<Shipment> undone(Optional<ShipmentId> shipmentId) {
        return Decision.step(
                new Undone(orderId(), shipmentId), new ShipmentCancelled(orderId(), shipmentId));
    }
}
