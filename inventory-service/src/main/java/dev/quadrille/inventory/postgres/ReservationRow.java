package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.StockLine;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;

@Entity
@Table(name = "reservation")
class ReservationRow extends StateRow<Reservation> {

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("NullAway.Init") // a row is made to become a state at once
    private Status status;

    @Convert(converter = StockLines.class)
    private List<StockLine> lines = List.of();

    protected ReservationRow() {}

    ReservationRow(OrderId orderId) {
        super(orderId);
    }

    @Override
    protected Reservation state() {
        return switch (status) {
            case RESERVED -> new Reservation.Reserved(orderId(), lines);
            case REJECTED -> new Reservation.Rejected(orderId());
            case COMMITTED -> new Reservation.Committed(orderId(), lines);
            case UNDONE -> new Reservation.Undone(orderId());
        };
    }

    @Override
    protected void become(Reservation next) {
        switch (next) {
            case Reservation.None _ ->
                    throw new IllegalArgumentException("no row for no reservation");
            case Reservation.Reserved reserved -> set(Status.RESERVED, reserved.lines());
            case Reservation.Rejected _ -> set(Status.REJECTED, List.of());
            case Reservation.Committed committed -> set(Status.COMMITTED, committed.lines());
            case Reservation.Undone _ -> set(Status.UNDONE, List.of());
        }
    }

    private void set(Status newStatus, List<StockLine> newLines) {
        status = newStatus;
        lines = newLines;
    }

    private enum Status {
        RESERVED,
        REJECTED,
        COMMITTED,
        UNDONE
    }
}
