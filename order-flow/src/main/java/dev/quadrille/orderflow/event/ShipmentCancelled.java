package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import java.util.Optional;

/// The compensation of shipping-service: the cancelled shipment, empty if none was booked.
public record ShipmentCancelled(OrderId orderId, Optional<ShipmentId> shipmentId)
        implements OrderEvent {

    public ShipmentCancelled {
        requireNonNull(orderId, "orderId");
        requireNonNull(shipmentId, "shipmentId");
    }
}
