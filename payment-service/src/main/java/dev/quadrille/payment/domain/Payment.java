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

/// What payment has on record of one order. `asked` is the event that asks for the charge.
public sealed interface Payment {

    OrderId orderId();

    /// Nothing has been asked for yet.
    record None(OrderId orderId) implements Payment {}

    /// To be charged; the provider has not been called.
    record Pending(StockReserved asked) implements Payment {
        @Override
        public OrderId orderId() {
            return asked.orderId();
        }
    }

    /// The provider may have been called; what it did is not known. On record before the call is
    /// made.
    record Attempting(StockReserved asked) implements Payment {
        @Override
        public OrderId orderId() {
            return asked.orderId();
        }
    }

    /// The provider has taken the money.
    record Charged(OrderId orderId, Money amount) implements Payment {}

    /// The provider has definitely refused.
    record Declined(OrderId orderId) implements Payment {}

    /// The order is cancelled and may have been charged: the provider must void it, whatever it
    /// did.
    record VoidDue(OrderId orderId, Money total) implements Payment {}

    /// Nothing is kept; a tombstone where the cancellation came first.
    record Undone(OrderId orderId, Money total) implements Payment {}

    /// The stock is reserved: a charge is due.
    default Decision<Payment> charge(StockReserved reserved) {
        return switch (this) {
            case None _ -> Decision.step(new Pending(reserved));
            case Pending _, Attempting _, Charged _, Declined _ -> Decision.nothing(ALREADY_DONE);
            case VoidDue _, Undone _ -> Decision.nothing(ORDER_CANCELLED);
        };
    }

    /// The provider is about to be called. To be on record before that: only a payment that never
    /// got here may be undone without asking the provider.
    default Decision<Payment> attempt() {
        return switch (this) {
            case Pending pending -> Decision.step(new Attempting(pending.asked()));
            case Attempting _, Charged _, Declined _ -> Decision.nothing(ALREADY_DONE);
            case VoidDue _, Undone _ -> Decision.nothing(ORDER_CANCELLED);
            // There is no step of this order to attempt.
            case None _ -> Decision.nothing(NOTHING_TO_UNDO);
        };
    }

    /// The provider has answered. An answer that comes late, in any state but the one that asked,
    /// changes nothing.
    default Decision<Payment> record(ProviderAnswer answer) {
        return switch (this) {
            case Attempting attempting -> charged(attempting.asked(), answer);
            case VoidDue due -> voided(due, answer);
            case None _, Pending _, Charged _, Declined _, Undone _ ->
                    Decision.nothing(ALREADY_DONE);
        };
    }

    /// The order is cancelled: undo what was done, at once where the provider cannot have been
    /// called.
    default Decision<Payment> cancel(OrderCancelled cancelled) {
        return switch (this) {
            case None _ ->
                    cancelled.reason().isInterruption()
                            ? undone(cancelled.total(), nothingOf(cancelled.total()))
                            : Decision.nothing(NOTHING_TO_UNDO);
            case Pending _ -> undone(cancelled.total(), nothingOf(cancelled.total()));
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
            // The answer to the charge, late: the void is still to come.
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

    private static Money nothingOf(Money total) {
        return Money.zero(total.currency());
    }
}
