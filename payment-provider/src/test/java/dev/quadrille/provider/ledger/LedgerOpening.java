package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// Another process that would like to keep a ledger; says whether it may.
final class LedgerOpening {

    private LedgerOpening() {}

    public static void main(String[] args) throws IOException {
        Path ledger = Path.of(args[0]);
        try {
            new LedgerLock(ledger).close();
            System.out.print("opened");
        } catch (IllegalStateException refused) {
            System.out.print(("" + refused.getMessage()).replace(" " + ledger, ""));
        }
    }
}
