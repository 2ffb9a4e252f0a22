package dev.quadrille.provider.domain;

import java.util.Currency;

/// The payment method and amount, in minor units, of a charge. They never change for an idempotency
/// key.
public record ChargeTerms(TestPaymentMethod method, long amount, Currency currency) {

    public ChargeTerms {
        if (amount < 0) {
            throw new IllegalArgumentException("The amount must not be negative.");
        }
    }
}
