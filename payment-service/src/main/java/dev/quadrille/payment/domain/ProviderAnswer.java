package dev.quadrille.payment.domain;

import dev.quadrille.orderflow.value.Money;

/// What the provider says to a charge or a void.
public sealed interface ProviderAnswer {

    /// The money was taken, now or when the same key was charged before.
    record Charged() implements ProviderAnswer {}

    /// A definite no.
    record Declined(String cause) implements ProviderAnswer {}

    /// The key is voided: nothing of it will ever be taken any more, and so much was paid back.
    record Voided(Money paidBack) implements ProviderAnswer {}

    /// No answer, or none that says what happened. Never taken for a no: the same question must be
    /// asked again.
    record Unknown(String cause) implements ProviderAnswer {}

    /// The provider was not called: a local limit, such as the open circuit breaker, refused the
    /// call.
    record NotCalled(String cause) implements ProviderAnswer {}
}
