package dev.quadrille.provider.domain;

/// What is on record under a key. Money is held in one state only: {@link Charged}.
public sealed interface Charge {

    /// Nothing yet.
    record None() implements Charge {}

    /// The money was taken.
    record Charged(ChargeTerms terms) implements Charge {}

    /// The card was refused, for good.
    record Declined(ChargeTerms terms) implements Charge {}

    /// The key was closed before anything was charged under it, so nothing ever will be.
    record Voided() implements Charge {}

    /// The money was taken and all of it paid back.
    record Refunded(ChargeTerms terms) implements Charge {}

    /// Someone asks to charge. A key that was voided stays so, whatever the terms: a charge that
    /// was sent before the void and arrives after it must not take money.
    default ChargeDecision charge(ChargeTerms asked) {
        return switch (this) {
            case None() when asked.method().isDeclined() ->
                    new ChargeDecision.Change(new Declined(asked));
            case None() -> new ChargeDecision.Change(new Charged(asked));
            case Voided() -> new ChargeDecision.NothingToDo(this);
            case Charged(var terms) -> repeated(terms, asked);
            case Declined(var terms) -> repeated(terms, asked);
            case Refunded(var terms) -> repeated(terms, asked);
        };
    }

    private ChargeDecision repeated(ChargeTerms known, ChargeTerms asked) {
        return known.equals(asked)
                ? new ChargeDecision.NothingToDo(this)
                : new ChargeDecision.IdempotencyKeyConflict();
    }

    /// Someone asks that no money be kept under this key, now or later.
    default ChargeDecision voided() {
        return switch (this) {
            case None() -> new ChargeDecision.Change(new Voided());
            case Charged(var terms) -> new ChargeDecision.Change(new Refunded(terms));
            case Declined _, Voided _, Refunded _ -> new ChargeDecision.NothingToDo(this);
        };
    }
}
