package dev.quadrille.provider.application;

import dev.quadrille.provider.domain.Charge;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Where every change of a charge is put on record, in the order in which they are appended.
public interface Ledger {

    /// Hands over all entries of earlier runs, oldest first.
    void replay(Consumer<LedgerEntry> reader);

    /// Puts a change on record, soon.
    ///
    /// @throws LedgerBroken if it never will be
    void append(String key, Charge next);

    /// Done as soon as all that was appended so far is durable; fails if it never will be.
    CompletableFuture<Void> durable();

    /// The durable entries that follow the one with this number, in order, as many as asked for.
    List<LedgerEntry> entriesAfter(long seq, int limit);
}
