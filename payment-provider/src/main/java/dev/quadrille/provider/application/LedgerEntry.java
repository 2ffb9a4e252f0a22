package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// An entry of the ledger. The amount is the charged, declined or refunded amount in minor units.
/// The void of a key without a charge has no currency and no payment method.
public record LedgerEntry(
        long seq,
        Instant at,
        String key,
        Type type,
        long amount,
        @Nullable Currency currency,
        @Nullable TestPaymentMethod method) {

    /// The type of the change.
    public enum Type {
        CHARGED,
        DECLINED,
        VOIDED,
        REFUNDED
    }

    public static LedgerEntry of(long seq, Instant at, String key, Charge charge) {
        return switch (charge) {
            case Charge.Charged(ChargeTerms terms) -> of(seq, at, key, Type.CHARGED, terms);
            case Charge.Declined(ChargeTerms terms) -> of(seq, at, key, Type.DECLINED, terms);
            case Charge.Refunded(ChargeTerms terms) -> of(seq, at, key, Type.REFUNDED, terms);
            case Charge.Voided() -> new LedgerEntry(seq, at, key, Type.VOIDED, 0, null, null);
            case Charge.None() ->
                    throw new IllegalArgumentException("A charge in state None has no entry.");
        };
    }

    private static LedgerEntry of(long seq, Instant at, String key, Type type, ChargeTerms terms) {
        return new LedgerEntry(
                seq, at, key, type, terms.amount(), terms.currency(), terms.method());
    }

    /// Returns the state after the entry.
    public Charge charge() {
        return switch (type) {
            case CHARGED -> new Charge.Charged(terms());
            case DECLINED -> new Charge.Declined(terms());
            case REFUNDED -> new Charge.Refunded(terms());
            case VOIDED -> new Charge.Voided();
        };
    }

    private ChargeTerms terms() {
        if (method == null || currency == null) {
            throw new IllegalArgumentException("An entry of type " + type + " must have terms.");
        }
        return new ChargeTerms(method, amount, currency);
    }
}
