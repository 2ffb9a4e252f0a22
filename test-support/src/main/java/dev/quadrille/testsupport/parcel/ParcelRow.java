package dev.quadrille.testsupport.parcel;

import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.orderflow.value.OrderId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

@Entity
@Table(name = "parcel")
class ParcelRow extends StateRow<Parcel> {

    @SuppressWarnings("NullAway.Init") // set by update
    private String status;

    protected ParcelRow() {}

    ParcelRow(OrderId order) {
        super(order);
    }

    @Override
    protected Parcel state() {
        return new Parcel(orderId(), Parcel.Status.valueOf(status));
    }

    @Override
    protected void update(Parcel next) {
        status = next.status().name();
    }
}
