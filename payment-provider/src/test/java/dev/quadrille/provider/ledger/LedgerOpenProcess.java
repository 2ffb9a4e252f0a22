package dev.quadrille.provider.ledger;

import java.io.IOException;
import java.nio.file.Path;

/// A process that tries to lock a ledger, and prints the result.
final class LedgerOpenProcess {

    private LedgerOpenProcess() {}

    public static void main(String[] args) throws IOException {
        Path ledger = Path.of(args[0]);
        try {
            new LedgerLock(ledger).close();
            System.out.print("opened");
        } catch (IllegalStateException e) {
            System.out.print(("" + e.getMessage()).replace(" " + ledger, ""));
        }
    }
}
