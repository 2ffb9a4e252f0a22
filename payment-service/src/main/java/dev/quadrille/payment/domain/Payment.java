package dev.quadrille.payment.domain;

import static dev.quadrille.orderflow.NothingToDo.ALREADY_DONE;
import static dev.quadrille.orderflow.NothingToDo.NOTHING_KNOWN;
import static dev.quadrille.orderflow.NothingToDo.NOTHING_TO_UNDO;
import static dev.quadrille.orderflow.NothingToDo.ORDER_CANCELLED;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;

/// The state machine of the payment of one order. `asked` is the event that requests the charge.
public sealed interface Payment {

    OrderId orderId();

    /// The initial state: the service has no record of the order.
    record None(OrderId orderId) implements Payment {}

    /// A charge is due. The provider has not been called.
    record Pending(StockReserved asked) implements Payment {
        @Override
        public OrderId orderId() {
            return asked.orderId();
        }
    }

    /// The provider may have been called, and the outcome is unknown. This state is recorded before
    /// the call.
    record Attempting(StockReserved asked) implements Payment {
        @Override
        public OrderId orderId() {
            return asked.orderId();
        }
    }

    /// The provider has charged the customer.
    record Charged(OrderId orderId, Money amount) implements Payment {}

    /// The provider has definitely declined the charge.
    record Declined(OrderId orderId) implements Payment {}

    /// The order is cancelled and may have been charged. A void is due, regardless of the outcome
    /// of the charge.
    record VoidDue(OrderId orderId, Money total) implements Payment {}

    /// The payment is compensated. The state is a tombstone if the cancellation arrived before
    /// StockReserved.
    record Undone(OrderId orderId, Money total) implements Payment {}

    /// Makes a charge due after the stock reservation.
    default Decision<Payment> charge(StockReserved reserved) {
        return switch (this) {
            case None _ -> Decision.step(new Pending(reserved));
            case Pending _, Attempting _, Charged _, Declined _ -> Decision.nothing(ALREADY_DONE);
            case VoidDue _, Undone _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// Marks the payment before the call to the provider. This state must be committed before the
    /// call: only a payment without an attempt may be compensated without a call to the provider.
    default Decision<Payment> attempt() {
        return switch (this) {
            case Pending pending -> Decision.step(new Attempting(pending.asked()));
            case Attempting _, Charged _, Declined _ -> Decision.nothing(ALREADY_DONE);
            case VoidDue _, Undone _ -> Decision.nothing(ORDER_CANCELLED);
            // No charge was requested for this order.
            case None _ -> Decision.nothing(NOTHING_TO_UNDO);
        };
    }

    /// Records the outcome of a call. A late outcome, in a state that waits for no call, has no
    /// effect.
    default Decision<Payment> record(ProviderAnswer answer) {
        return switch (this) {
            case Attempting attempting -> charged(attempting.asked(), answer);
            case VoidDue due -> voided(due, answer);
            case None _, Pending _, Charged _, Declined _, Undone _ ->
                    Decision.nothing(ALREADY_DONE);
        };
    }

    /// Compensates the payment. The compensation is immediate if the provider cannot have been
    /// called. Otherwise a void becomes due.
    default Decision<Payment> cancel(OrderCancelled cancelled) {
        return switch (this) {
            case None _ ->
                    cancelled.reason().isInterruption()
                            ? undone(cancelled.total(), zero(cancelled.total()))
                            : Decision.nothing(NOTHING_TO_UNDO);
            case Pending _ -> undone(cancelled.total(), zero(cancelled.total()));
            case Attempting _, Charged _ ->
                    Decision.step(new VoidDue(orderId(), cancelled.total()));
            case Declined _ -> Decision.nothing(NOTHING_TO_UNDO);
            case VoidDue _, Undone _ -> Decision.nothing(ALREADY_DONE);
        };
    }

    private static Decision<Payment> charged(StockReserved asked, ProviderAnswer answer) {
        OrderId order = asked.orderId();
        return switch (answer) {
            case ProviderAnswer.Charged _ ->
                    Decision.step(
                            new Charged(order, asked.total()),
                            new PaymentCharged(
                                    order,
                                    asked.customerId(),
                                    asked.total(),
                                    asked.lines(),
                                    asked.shipTo()));
            case ProviderAnswer.Declined declined ->
                    Decision.step(
                            new Declined(order), new PaymentDeclined(order, declined.cause()));
            case ProviderAnswer.Voided _ -> Decision.nothing(ORDER_CANCELLED);
            case ProviderAnswer.Unknown _, ProviderAnswer.NotCalled _ ->
                    Decision.nothing(NOTHING_KNOWN);
        };
    }

    private Decision<Payment> voided(VoidDue due, ProviderAnswer answer) {
        return switch (answer) {
            case ProviderAnswer.Voided voided -> undone(due.total(), voided.paidBack());
            // A late outcome of the charge. The void is still due.
            case ProviderAnswer.Charged _, ProviderAnswer.Declined _ ->
                    Decision.nothing(ORDER_CANCELLED);
            case ProviderAnswer.Unknown _, ProviderAnswer.NotCalled _ ->
                    Decision.nothing(NOTHING_KNOWN);
        };
    }

    private Decision<Payment> undone(Money total, Money refunded) {
        return Decision.step(
                new Undone(orderId(), total), new PaymentRefunded(orderId(), refunded));
    }

    private static Money zero(Money total) {
        return Money.zero(total.currency());
    }
}
