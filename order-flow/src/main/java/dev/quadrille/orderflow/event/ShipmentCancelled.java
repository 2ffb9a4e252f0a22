package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import java.util.Optional;

/// Shipping's answer to a cancellation: the shipment it has called off, empty if none had been
/// booked.
public record ShipmentCancelled(OrderId orderId, Optional<ShipmentId> shipmentId)
        implements OrderEvent {

    public ShipmentCancelled {
        requireNonNull(orderId, "orderId");
        requireNonNull(shipmentId, "shipmentId");
    }
}
