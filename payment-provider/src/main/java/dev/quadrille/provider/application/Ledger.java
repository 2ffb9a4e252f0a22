package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The record of every change of a charge, in the order in which the changes are appended.
public interface Ledger {

    /// The state that the latest entry of the key describes, including entries that were appended
    /// and are not durable yet.
    ///
    /// @throws LedgerBroken if the ledger cannot be read
    Optional<Charge> latest(String key);

    /// Appends a change; {@link #durable} tells when it is durable. Entries of one key are appended
    /// by one thread at a time.
    ///
    /// @throws LedgerBroken if the change will never be recorded
    void append(String key, Charge next);

    /// Completes when everything appended so far is durable; fails if that will never happen.
    CompletableFuture<Void> durable();

    /// The durable entries that follow the one with this number, in order, at most `limit`.
    List<LedgerEntry> entriesAfter(long seq, int limit);
}
