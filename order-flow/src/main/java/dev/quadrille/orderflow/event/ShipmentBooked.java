package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.orderflow.value.Texts;

/// A carrier has accepted the shipment.
public record ShipmentBooked(OrderId orderId, ShipmentId shipmentId, String carrier)
        implements OrderEvent {

    public ShipmentBooked {
        requireNonNull(orderId, "orderId");
        requireNonNull(shipmentId, "shipmentId");
        Texts.require(carrier, 100, "carrier");
    }
}
