package dev.quadrille.provider.web;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import org.jspecify.annotations.Nullable;

/// The API representation of a charge. A declined charge is a regular response with the status
/// `DECLINED`.
record ChargeDocument(
        String key, String status, @Nullable String currency, long charged, long refunded) {

    static ChargeDocument of(String key, Charge charge) {
        return switch (charge) {
            case Charge.Charged(ChargeTerms t) -> of(key, "CHARGED", t, t.amount(), 0);
            case Charge.Declined(ChargeTerms t) -> of(key, "DECLINED", t, 0, 0);
            case Charge.Refunded(ChargeTerms t) -> of(key, "REFUNDED", t, t.amount(), t.amount());
            case Charge.Voided() -> new ChargeDocument(key, "VOIDED", null, 0, 0);
            case Charge.None() ->
                    throw new IllegalArgumentException(
                            "A charge in state None has no representation.");
        };
    }

    private static ChargeDocument of(
            String key, String status, ChargeTerms terms, long charged, long refunded) {
        return new ChargeDocument(
                key, status, terms.currency().getCurrencyCode(), charged, refunded);
    }
}
