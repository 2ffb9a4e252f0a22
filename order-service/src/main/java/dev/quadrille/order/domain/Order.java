package dev.quadrille.order.domain;

import static dev.quadrille.orderflow.NothingToDo.ALREADY_DONE;
import static dev.quadrille.orderflow.NothingToDo.ORDER_CANCELLED;
import static dev.quadrille.orderflow.NothingToDo.ORDER_ENDED;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// An order on its way to its one end.
public sealed interface Order {

    OrderId orderId();

    /// Accepted; nobody has decided its end.
    record Placed(OrderId orderId, Money total) implements Order {}

    /// Paid, held and booked: its good end.
    record Confirmed(OrderId orderId, Money total) implements Order {}

    /// Its other end.
    record Cancelled(OrderId orderId, Money total, CancellationReason reason) implements Order {}

    /// All that the order needs has been done.
    default Decision<Order> confirm() {
        return switch (this) {
            case Placed placed ->
                    Decision.step(
                            new Confirmed(orderId(), placed.total()),
                            new OrderConfirmed(orderId()));
            case Confirmed _ -> Decision.nothing(ALREADY_DONE);
            case Cancelled _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// Somebody refused, or the order was interrupted.
    default Decision<Order> cancel(CancellationReason reason) {
        return switch (this) {
            case Placed placed ->
                    Decision.step(
                            new Cancelled(orderId(), placed.total(), reason),
                            new OrderCancelled(orderId(), reason, placed.total()));
            case Confirmed _ -> Decision.nothing(ORDER_ENDED);
            case Cancelled _ -> Decision.nothing(ALREADY_DONE);
        };
    }
}
