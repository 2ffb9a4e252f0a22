package dev.quadrille.provider.application;

/// The ledger cannot be written any more. What it holds is told by the next start, which reads it.
public final class LedgerBroken extends RuntimeException {

    public LedgerBroken(Throwable cause) {
        super("the ledger cannot be written", cause);
    }
}
