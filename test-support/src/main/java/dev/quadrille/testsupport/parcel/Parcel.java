package dev.quadrille.testsupport.parcel;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.NothingToDo;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.ShipmentId;
import java.util.Optional;

/// The state of the parcel of one order.
public record Parcel(OrderId order, Status status) {

    public enum Status {
        NONE,
        BOOKED,
        CALLED_OFF
    }

    public static Parcel none(OrderId order) {
        return new Parcel(order, Status.NONE);
    }

    public Decision<Parcel> book() {
        return status == Status.NONE
                ? Decision.step(
                        new Parcel(order, Status.BOOKED),
                        new ShipmentBooked(order, shipment(), "CITY_POST"))
                : Decision.nothing(NothingToDo.ALREADY_DONE);
    }

    public Decision<Parcel> callOff() {
        return status == Status.CALLED_OFF
                ? Decision.nothing(NothingToDo.ALREADY_DONE)
                : Decision.step(
                        new Parcel(order, Status.CALLED_OFF),
                        new ShipmentCancelled(order, Optional.of(shipment())));
    }

    private ShipmentId shipment() {
        return new ShipmentId(order.value());
    }
}
