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

/// What inventory has on record of one order.
public sealed interface Reservation {

    OrderId orderId();

    /// Nothing has been asked for yet.
    record None(OrderId orderId) implements Reservation {}

    /// All lines are held.
    record Reserved(OrderId orderId, List<StockLine> lines) implements Reservation {
        public Reserved {
            lines = List.copyOf(lines);
        }
    }

    /// At least one line was short, so none is held.
    record Rejected(OrderId orderId) implements Reservation {}

    /// The order is confirmed and its lines have left the house.
    record Committed(OrderId orderId, List<StockLine> lines) implements Reservation {
        public Committed {
            lines = List.copyOf(lines);
        }
    }

    /// Given back; a tombstone where the cancellation came first.
    record Undone(OrderId orderId) implements Reservation {}

    /// The lines that are held for the order right now.
    default List<StockLine> held() {
        return this instanceof Reserved reserved ? reserved.lines() : List.of();
    }

    /// The lines that have been shipped for the order.
    default List<StockLine> shipped() {
        return this instanceof Committed committed ? committed.lines() : List.of();
    }

    /// The order is placed: hold all of its lines, or none if one is short. Lines of one SKU count
    /// as one; what they add up to beyond the most that an order may ask for, nobody has.
    default Decision<Reservation> reserve(OrderPlaced placed, Predicate<StockLine> available) {
        return switch (this) {
            case None _ -> {
                RequestedQuantities wanted = RequestedQuantities.by(placed);
                List<Sku> missing = wanted.missing(available);
                yield missing.isEmpty() ? reserved(placed, wanted.lines()) : rejected(missing);
            }
            case Reserved _, Rejected _, Committed _ -> Decision.nothing(ALREADY_DONE);
            case Undone _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// The order is confirmed: what was held is shipped. Only what is held can be confirmed, so
    /// anything else is a broken promise of somebody's: {@link IllegalStateException}.
    default Decision<Reservation> commit(OrderConfirmed confirmed) {
        return switch (this) {
            case Reserved reserved -> Decision.step(new Committed(orderId(), reserved.lines()));
            case Committed _ -> Decision.nothing(ALREADY_DONE);
            case None _, Rejected _, Undone _ ->
                    throw new IllegalStateException(confirmed + " but its stock is " + this);
        };
    }

    /// The order is cancelled: answer once, with the lines given back.
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
                    throw new IllegalStateException(cancelled + " but its stock has been shipped");
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
