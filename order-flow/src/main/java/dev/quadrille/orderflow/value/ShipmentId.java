package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/// Identifies a shipment that a carrier has accepted.
public record ShipmentId(UUID value) {

    public ShipmentId {
        requireNonNull(value, "a shipment id has a value");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
