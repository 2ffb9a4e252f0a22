package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeDecision;
import dev.quadrille.provider.domain.ChargeTerms;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Charges and voids with an idempotency key. Operations with the same key are serialized. A state
/// is returned only when all ledger entries up to it are durable. The ledger stores all states, so
/// that the memory use does not depend on the number of charges.
public final class Charges {

    private static final Charge NONE = new Charge.None();

    private final KeyLocks locks = new KeyLocks();
    private final Ledger ledger;

    public Charges(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Charges the key, or returns its existing state.
    ///
    /// @throws IdempotencyKeyConflict if the key was used with other terms
    Recorded charge(String key, ChargeTerms terms) {
        return decide(key, current -> current.charge(terms));
    }

    /// Declines the card, or returns the existing state of the key.
    ///
    /// @throws IdempotencyKeyConflict if the key was used with other terms
    Recorded decline(String key, ChargeTerms terms) {
        return decide(key, current -> current.decline(terms));
    }

    /// Refunds the charge of the key, and prevents later charges.
    public Charge voidCharge(String key) {
        return decide(key, Charge::voided).charge();
    }

    public Optional<Charge> find(String key) {
        Optional<Charge> found = ledger.latest(key);
        awaitDurable();
        return found;
    }

    boolean exists(String key) {
        return ledger.latest(key).isPresent();
    }

    private Recorded decide(String key, Function<Charge, ChargeDecision> decision) {
        // The lock covers the append, so that the ledger contains the entries of a key in the order
        // of the decisions.
        Recorded recorded = locks.locked(key, () -> decideLocked(key, decision));
        awaitDurable();
        return recorded;
    }

    private Recorded decideLocked(String key, Function<Charge, ChargeDecision> decision) {
        return switch (decision.apply(ledger.latest(key).orElse(NONE))) {
            case ChargeDecision.NothingToDo(Charge current) -> new Recorded(current, false);
            case ChargeDecision.IdempotencyKeyConflict() -> throw new IdempotencyKeyConflict();
            case ChargeDecision.Change(Charge next) -> {
                ledger.append(key, next);
                yield new Recorded(next, true);
            }
        };
    }

    /// Waits until all entries are durable. Requests without a change also wait, because a
    /// concurrent request may have appended the state.
    private void awaitDurable() {
        try {
            ledger.durable().join();
        } catch (CompletionException failed) {
            throw new LedgerBroken(failed);
        }
    }

    /// The state of a charge.
    ///
    /// @param isNew whether this request created the state
    record Recorded(Charge charge, boolean isNew) {}
}
