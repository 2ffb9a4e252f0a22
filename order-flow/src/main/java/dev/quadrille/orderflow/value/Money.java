package dev.quadrille.orderflow.value;

import static java.util.Objects.requireNonNull;

import java.util.Currency;

/// An amount in whole minor units (cents) of an ISO 4217 currency; never negative. Arithmetic that
/// overflows or mixes currencies throws {@link ArithmeticException} or {@link
/// IllegalArgumentException}.
public record Money(long amount, Currency currency) {

    public Money {
        requireNonNull(currency, "money has a currency");
        if (amount < 0) {
            throw new IllegalArgumentException("money is never negative");
        }
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public Money times(Quantity quantity) {
        return new Money(Math.multiplyExact(amount, quantity.value()), currency);
    }
}
