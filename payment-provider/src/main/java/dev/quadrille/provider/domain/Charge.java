package dev.quadrille.provider.domain;

/// What is on record under a key. Money is held in one state only: {@link Charged}.
public sealed interface Charge {

    /// Nothing yet.
    record None() implements Charge {}

    /// The money was taken.
    record Charged(Terms terms) implements Charge {}

    /// The card was refused, for good.
    record Declined(Terms terms) implements Charge {}

    /// The key was closed before anything was charged under it, so nothing ever will be.
    record Voided() implements Charge {}

    /// The money was taken and all of it paid back.
    record Refunded(Terms terms) implements Charge {}

    /// Someone asks to charge. A key that was voided stays so, whatever the terms: a charge that
    /// was sent before the void and arrives after it must not take money.
    default Decision charge(Terms asked) {
        return switch (this) {
            case None() when asked.method().isDeclined() ->
                    new Decision.Change(new Declined(asked));
            case None() -> new Decision.Change(new Charged(asked));
            case Voided() -> new Decision.NothingToDo(this);
            case Charged(var terms) -> repeated(terms, asked);
            case Declined(var terms) -> repeated(terms, asked);
            case Refunded(var terms) -> repeated(terms, asked);
        };
    }

    private Decision repeated(Terms known, Terms asked) {
        return known.equals(asked) ? new Decision.NothingToDo(this) : new Decision.OtherTerms();
    }

    /// Someone asks that no money be kept under this key, now or later.
    default Decision voided() {
        return switch (this) {
            case None() -> new Decision.Change(new Voided());
            case Charged(var terms) -> new Decision.Change(new Refunded(terms));
            case Declined _, Voided _, Refunded _ -> new Decision.NothingToDo(this);
        };
    }
}
