package dev.quadrille.payment.application;

import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.ProviderAnswer;

/// The payment provider. The order id is the idempotency key of everything that is asked about an
/// order, so asking again is always safe. Neither call throws; what is not known comes back as
/// {@link ProviderAnswer.Unknown}.
public interface PaymentProvider {

    /// How many more calls may begin now: none while the circuit breaker is open, a few while it
    /// probes whether the provider has recovered, and step by step more after that.
    ///
    /// @param underWay the number of calls that are under way
    int admissible(int underWay);

    /// Registers what runs when the circuit breaker begins to probe, and when it closes.
    void onRecovery(Runnable listener);

    /// Asks for the money, bounded in time.
    ProviderAnswer charge(StockReserved asked);

    /// Asks to void the order's charge, whether or not there is one: after the answer nothing of it
    /// can be taken any more.
    ProviderAnswer voidCharge(OrderId order, Money total);
}
