package dev.quadrille.provider.domain;

import java.util.Currency;

/// What is asked of the processor under a key: an amount in whole minor units, by a method. The
/// same key means the same terms for ever.
public record ChargeTerms(TestPaymentMethod method, long amount, Currency currency) {

    public ChargeTerms {
        if (amount < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
    }
}
