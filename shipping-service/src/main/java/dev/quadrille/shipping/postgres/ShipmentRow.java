package dev.quadrille.shipping.postgres;

import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.shipping.domain.Shipment;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "shipment")
class ShipmentRow extends StateRow<Shipment> {

    @SuppressWarnings("NullAway.Init") // JpaStateStore calls update() before it saves a new row
    private String status;

    private @Nullable UUID shipmentId;

    protected ShipmentRow() {}

    ShipmentRow(OrderId orderId) {
        super(orderId);
    }

    @Override
    protected Shipment state() {
        return switch (Status.valueOf(status)) {
            case BOOKED -> new Shipment.Booked(orderId(), shipmentId().orElseThrow());
            case REFUSED -> new Shipment.Refused(orderId());
            case UNDONE -> new Shipment.Undone(orderId(), shipmentId());
        };
    }

    @Override
    protected void update(Shipment next) {
        switch (next) {
            case Shipment.None _ ->
                    throw new IllegalArgumentException("A shipment in state None has no row.");
            case Shipment.Booked booked -> set(Status.BOOKED, Optional.of(booked.shipmentId()));
            case Shipment.Refused _ -> set(Status.REFUSED, Optional.empty());
            case Shipment.Undone undone -> set(Status.UNDONE, undone.shipmentId());
        }
    }

    private Optional<ShipmentId> shipmentId() {
        return Optional.ofNullable(shipmentId).map(ShipmentId::new);
    }

    private void set(Status newStatus, Optional<ShipmentId> newShipment) {
        status = newStatus.name();
        shipmentId = newShipment.map(ShipmentId::value).orElse(null);
    }

    private enum Status {
        BOOKED,
        REFUSED,
        UNDONE
    }
}
