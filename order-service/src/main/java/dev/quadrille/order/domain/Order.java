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

/// The state machine of an order. An order ends once.
public sealed interface Order {

    OrderId orderId();

    /// The order is accepted and open.
    record Placed(OrderId orderId, Money total) implements Order {}

    /// Final: the stock is reserved, the payment is charged and the shipment is booked.
    record Confirmed(OrderId orderId, Money total) implements Order {}

    /// Final: the order is cancelled.
    record Cancelled(OrderId orderId, Money total, CancellationReason reason) implements Order {}

    /// Confirms the order after all participants have succeeded.
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

    /// Cancels the order after a refusal of a participant or an interruption.
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
