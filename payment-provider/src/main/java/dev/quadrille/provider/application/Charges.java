package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.Decision;
import dev.quadrille.provider.domain.Terms;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/// All charges by key. Per key one request is decided after the other, and nothing is said about a
/// key before all that led to it is durable.
public final class Charges {

    private static final Charge NONE = new Charge.None();

    private final ConcurrentMap<String, Charge> byKey = new ConcurrentHashMap<>();
    private final Ledger ledger;

    public Charges(Ledger ledger) {
        this.ledger = ledger;
        ledger.replay(entry -> byKey.put(entry.key(), entry.charge()));
    }

    /// Charges the key, or says what was made of it before.
    ///
    /// @throws OtherTerms if the key was used with other terms
    Recorded charge(String key, Terms terms) {
        return decide(key, known -> known.charge(terms));
    }

    /// Makes sure that no money is kept under the key, now or later.
    public Charge voidCharge(String key) {
        return decide(key, Charge::voided).charge();
    }

    public Optional<Charge> find(String key) {
        Charge found = byKey.get(key);
        awaitDurable();
        return Optional.ofNullable(found);
    }

    boolean knows(String key) {
        return byKey.containsKey(key);
    }

    private Recorded decide(String key, Function<Charge, Decision> decision) {
        boolean[] changed = new boolean[1];
        Charge now =
                byKey.compute(
                        key,
                        (_, known) ->
                                switch (decision.apply(known == null ? NONE : known)) {
                                    case Decision.NothingToDo(Charge current) -> current;
                                    case Decision.OtherTerms() -> throw new OtherTerms();
                                    case Decision.Change(Charge next) -> {
                                        // Within the lock on the key, so that the ledger has the
                                        // entries of a key in the order of their decisions.
                                        ledger.append(key, next);
                                        changed[0] = true;
                                        yield next;
                                    }
                                });
        awaitDurable();
        return new Recorded(now, changed[0]);
    }

    /// A state may come from a request that is still waiting for its entry, so those who change
    /// nothing wait as well.
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
