package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.OrderRecords;
import java.util.List;

/// A copy of the payment provider's ledger, summed up by order. The ledger is append-only, so its
/// entries are read once.
public interface LedgerCopy extends OrderRecords {

    /// The sequence number of the last copied entry; 0 if there is none.
    long position();

    /// Adds the entries that follow the position. Does nothing if another replica has added entries
    /// since.
    ///
    /// @param entries in ascending order, not empty
    void append(long position, List<Entry> entries);

    /// An entry of the ledger.
    ///
    /// @param key the idempotency key of the charge: the order id
    /// @param amount in minor units
    record Entry(long seq, String key, String type, long amount) {}
}
