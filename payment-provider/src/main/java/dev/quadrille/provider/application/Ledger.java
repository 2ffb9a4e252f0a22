package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An append-only log of all changes of charges.
public interface Ledger {

    /// Returns the state after the latest entry of the key. The entry may not be durable yet.
    ///
    /// @throws LedgerBroken if the ledger is unusable
    Optional<Charge> latest(String key);

    /// Appends a change, which is durable when {@link #durable} completes. Only one thread at a
    /// time may append entries of a key.
    ///
    /// @throws LedgerBroken if the change will never be recorded
    void append(String key, Charge next);

    /// Returns a future that completes when all appended entries are durable. It fails if they
    /// cannot become durable.
    CompletableFuture<Void> durable();

    /// Returns up to `limit` durable entries after the given sequence number, in order.
    List<LedgerEntry> entriesAfter(long seq, int limit);
}
