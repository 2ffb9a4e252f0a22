package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeDecision;
import dev.quadrille.provider.domain.ChargeTerms;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Decides charges serially per key. A state is reported only when every entry that led to it is
/// durable. The ledger holds all states, so memory does not grow with the number of charges.
public final class Charges {

    private static final Charge NONE = new Charge.None();

    private final KeyLocks locks = new KeyLocks();
    private final Ledger ledger;

    public Charges(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Charges the key, or says what was made of it before.
    ///
    /// @throws IdempotencyKeyConflict if the key was used with other terms
    Recorded charge(String key, ChargeTerms terms) {
        return decide(key, known -> known.charge(terms));
    }

    /// Makes sure that no money is kept under the key, now or later.
    public Charge voidCharge(String key) {
        return decide(key, Charge::voided).charge();
    }

    public Optional<Charge> find(String key) {
        Optional<Charge> found = ledger.latest(key);
        awaitDurable();
        return found;
    }

    boolean knows(String key) {
        return ledger.latest(key).isPresent();
    }

    private Recorded decide(String key, Function<Charge, ChargeDecision> decision) {
        // The entry is appended under the lock, so that the ledger has the entries of a key in the
        // order of their decisions.
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

    /// The state may come from a concurrent request whose entry is not durable yet, so requests
    /// that change nothing wait as well.
    private void awaitDurable() {
        try {
            ledger.durable().join();
        } catch (CompletionException failed) {
            throw new LedgerBroken(failed);
        }
    }

    /// The state of a charge, and whether this very request has brought it about.
    record Recorded(Charge charge, boolean now) {}
}
