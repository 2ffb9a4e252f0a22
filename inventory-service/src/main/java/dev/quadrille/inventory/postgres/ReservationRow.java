package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.domain.Reservation;
import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.StockLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import tools.jackson.core.type.TypeReference;

@Entity
@Table(name = "reservation")
class ReservationRow extends StateRow<Reservation> {

    private static final TypeReference<List<StockLine>> LINES = new TypeReference<>() {};

    @SuppressWarnings("NullAway.Init") // JpaStateStore calls update() before it saves a new row
    private String status;

    /// The lines are JSON, because they are read and written as a whole.
    @SuppressWarnings("NullAway.Init") // see status
    private String lines;

    protected ReservationRow() {}

    ReservationRow(OrderId orderId) {
        super(orderId);
    }

    @Override
    protected Reservation state() {
        return switch (Status.valueOf(status)) {
            case RESERVED -> new Reservation.Reserved(orderId(), lines());
            case REJECTED -> new Reservation.Rejected(orderId());
            case COMMITTED -> new Reservation.Committed(orderId(), lines());
            case UNDONE -> new Reservation.Undone(orderId());
        };
    }

    @Override
    protected void update(Reservation next) {
        switch (next) {
            case Reservation.None _ ->
                    throw new IllegalArgumentException("A reservation in state None has no row.");
            case Reservation.Reserved reserved -> set(Status.RESERVED, reserved.lines());
            case Reservation.Rejected _ -> set(Status.REJECTED, List.of());
            case Reservation.Committed committed -> set(Status.COMMITTED, committed.lines());
            case Reservation.Undone _ -> set(Status.UNDONE, List.of());
        }
    }

    private List<StockLine> lines() {
        return FlowJson.MAPPER.readValue(lines, LINES);
    }

    private void set(Status newStatus, List<StockLine> newLines) {
        status = newStatus.name();
        lines = FlowJson.MAPPER.writeValueAsString(newLines);
    }

    private enum Status {
        RESERVED,
        REJECTED,
        COMMITTED,
        UNDONE
    }
}
