package dev.quadrille.provider.domain;

/// The state machine of a charge with an idempotency key. The customer has paid only in the state
/// {@link Charged}.
public sealed interface Charge {

    /// The initial state: the key was never used.
    record None() implements Charge {}

    record Charged(ChargeTerms terms) implements Charge {}

    /// Final: the card is declined.
    record Declined(ChargeTerms terms) implements Charge {}

    /// Final: the key was voided before a charge, and can never be charged.
    record Voided() implements Charge {}

    /// Final: the charge is fully refunded.
    record Refunded(ChargeTerms terms) implements Charge {}

    /// Charges the card. A voided key stays voided, regardless of the terms: a charge that was sent
    /// before the void and arrives after it must have no effect.
    default ChargeDecision charge(ChargeTerms requested) {
        return switch (this) {
            case None() when requested.method().isDeclined() ->
                    new ChargeDecision.Change(new Declined(requested));
            case None() -> new ChargeDecision.Change(new Charged(requested));
            case Voided() -> new ChargeDecision.NothingToDo(this);
            case Charged(var terms) -> repeat(terms, requested);
            case Declined(var terms) -> repeat(terms, requested);
            case Refunded(var terms) -> repeat(terms, requested);
        };
    }

    /// Declines the card, whatever its payment method. A key that was used before keeps its state.
    default ChargeDecision decline(ChargeTerms requested) {
        return this instanceof None
                ? new ChargeDecision.Change(new Declined(requested))
                : charge(requested);
    }

    private ChargeDecision repeat(ChargeTerms recorded, ChargeTerms requested) {
        return recorded.equals(requested)
                ? new ChargeDecision.NothingToDo(this)
                : new ChargeDecision.IdempotencyKeyConflict();
    }

    /// Refunds the charge, and prevents later charges.
    default ChargeDecision voided() {
        return switch (this) {
            case None() -> new ChargeDecision.Change(new Voided());
            case Charged(var terms) -> new ChargeDecision.Change(new Refunded(terms));
            case Declined _, Voided _, Refunded _ -> new ChargeDecision.NothingToDo(this);
        };
    }
}
