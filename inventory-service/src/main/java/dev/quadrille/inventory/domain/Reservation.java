package dev.quadrille.inventory.domain;

import static dev.quadrille.orderflow.NothingToDo.ALREADY_DONE;
import static dev.quadrille.orderflow.NothingToDo.NOTHING_TO_UNDO;
import static dev.quadrille.orderflow.NothingToDo.ORDER_CANCELLED;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.StockRejected;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;
import java.util.function.Predicate;

/// The state machine of the stock reservation of one order.
public sealed interface Reservation {

    OrderId orderId();

    /// The initial state: the service has no record of the order.
    record None(OrderId orderId) implements Reservation {}

    /// The stock of all lines is reserved.
    record Reserved(OrderId orderId, List<StockLine> lines) implements Reservation {
        public Reserved {
            lines = List.copyOf(lines);
        }
    }

    /// At least one line was not available, so no stock is reserved.
    record Rejected(OrderId orderId) implements Reservation {}

    /// The order is confirmed and its lines are shipped.
    record Committed(OrderId orderId, List<StockLine> lines) implements Reservation {
        public Committed {
            lines = List.copyOf(lines);
        }
    }

    /// The reservation is compensated. The state is a tombstone if the cancellation arrived before
    /// OrderPlaced.
    record Undone(OrderId orderId) implements Reservation {}

    /// Returns the lines that are reserved for the order.
    default List<StockLine> held() {
        return this instanceof Reserved reserved ? reserved.lines() : List.of();
    }

    /// Returns the lines that are shipped for the order.
    default List<StockLine> shipped() {
        return this instanceof Committed committed ? committed.lines() : List.of();
    }

    /// Reserves all lines, or none if a line is not available. Lines with the same SKU count as one
    /// line. A total above the maximum quantity of a line is never available.
    default Decision<Reservation> reserve(OrderPlaced placed, Predicate<StockLine> available) {
        return switch (this) {
            case None _ -> {
                RequestedQuantities requested = RequestedQuantities.by(placed);
                List<Sku> missing = requested.missing(available);
                yield missing.isEmpty() ? reserved(placed, requested.lines()) : rejected(missing);
            }
            case Reserved _, Rejected _, Committed _ -> Decision.nothing(ALREADY_DONE);
            case Undone _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// Ships the reserved lines.
    ///
    /// @throws IllegalStateException if no stock is reserved; an order is confirmed only after its
    ///   reservation, so this state indicates a defect
    default Decision<Reservation> commit(OrderConfirmed confirmed) {
        return switch (this) {
            case Reserved reserved -> Decision.step(new Committed(orderId(), reserved.lines()));
            case Committed _ -> Decision.nothing(ALREADY_DONE);
            case None _, Rejected _, Undone _ ->
                    throw new IllegalStateException(
                            confirmed + " requires reserved stock, but the state is " + this);
        };
    }

    /// Compensates the reservation. The resulting event is published at most once and contains the
    /// released lines.
    default Decision<Reservation> release(OrderCancelled cancelled) {
        return switch (this) {
            case None _ ->
                    cancelled.reason().isInterruption()
                            ? undone(List.of())
                            : Decision.nothing(NOTHING_TO_UNDO);
            case Reserved reserved -> undone(reserved.lines());
            case Rejected _ -> Decision.nothing(NOTHING_TO_UNDO);
            case Undone _ -> Decision.nothing(ALREADY_DONE);
            case Committed _ ->
                    throw new IllegalStateException(cancelled + " cannot release shipped stock");
        };
    }

    private Decision<Reservation> reserved(OrderPlaced placed, List<StockLine> lines) {
        return Decision.step(
                new Reserved(orderId(), lines),
                new StockReserved(
                        orderId(),
                        placed.customerId(),
                        lines,
                        placed.total(),
                        placed.paymentMethod(),
                        placed.shipTo()));
    }

    private Decision<Reservation> rejected(List<Sku> missing) {
        return Decision.step(new Rejected(orderId()), new StockRejected(orderId(), missing));
    }

    private Decision<Reservation> undone(List<StockLine> released) {
        return Decision.step(new Undone(orderId()), new StockReleased(orderId(), released));
    }
}
