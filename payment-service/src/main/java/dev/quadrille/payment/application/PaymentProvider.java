package dev.quadrille.payment.application;

import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.ProviderAnswer;

/// The port to the payment provider. The order ID is the idempotency key of all calls for an order,
/// so each call is safe to retry. The calls do not throw exceptions: an unknown outcome is returned
/// as {@link ProviderAnswer.Unknown}.
public interface PaymentProvider {

    /// Returns the number of additional calls that may start. It is zero while the circuit breaker
    /// is open, small while the breaker probes the provider, and rises in steps after the recovery.
    ///
    /// @param activeCalls the number of active calls
    int admissible(int activeCalls);

    /// Registers a listener that runs when the circuit breaker becomes half-open and when it
    /// closes.
    void onRecovery(Runnable listener);

    /// Requests the charge. The call has a timeout.
    ProviderAnswer charge(StockReserved reserved);

    /// Voids the charge of the order, even if the provider has not received it. After the response,
    /// the order can no longer be charged.
    ProviderAnswer voidCharge(OrderId order, Money total);
}
