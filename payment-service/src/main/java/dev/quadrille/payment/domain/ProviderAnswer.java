package dev.quadrille.payment.domain;

import dev.quadrille.orderflow.value.Money;

/// The outcome of a charge or a void at the provider.
public sealed interface ProviderAnswer {

    /// The provider has charged the customer, in this call or in an earlier call with the same key.
    record Charged() implements ProviderAnswer {}

    /// The provider has definitely declined the charge.
    record Declined(String cause) implements ProviderAnswer {}

    /// The key is voided and can no longer be charged. The provider has refunded the given amount.
    record Voided(Money paidBack) implements ProviderAnswer {}

    /// The outcome is unknown: the response is missing or not usable. It is never a decline. The
    /// call must be repeated with the same key.
    record Unknown(String cause) implements ProviderAnswer {}

    /// The provider was not called, because a local limit such as the open circuit breaker rejected
    /// the call.
    record NotCalled(String cause) implements ProviderAnswer {}
}
