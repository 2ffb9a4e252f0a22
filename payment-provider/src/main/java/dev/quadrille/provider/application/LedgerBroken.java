package dev.quadrille.provider.application;

/// The ledger cannot be used any more. The next start reads which of the last entries it holds.
public final class LedgerBroken extends RuntimeException {

    public LedgerBroken(Throwable cause) {
        super("the ledger cannot be used", cause);
    }
}
