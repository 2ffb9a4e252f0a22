package dev.quadrille.provider.application;

/// The ledger is unusable until the next start, which determines the entries that are durable.
public final class LedgerBroken extends RuntimeException {

    public LedgerBroken(Throwable cause) {
        super("The ledger is unusable", cause);
    }
}
