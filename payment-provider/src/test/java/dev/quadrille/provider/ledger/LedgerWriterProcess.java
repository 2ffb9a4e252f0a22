package dev.quadrille.provider.ledger;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.UUID;

/// A process that appends to a ledger until it is killed. It prints the number of durable entries.
final class LedgerWriterProcess {

    /// A low number, so that a kill often occurs during a commit of the index.
    static final int LINES_PER_COMMIT = 20;

    static final String DURABLE = "durable ";

    private static final ChargeTerms TERMS =
            new ChargeTerms(TestPaymentMethod.PM_OK, 49900, Currency.getInstance("EUR"));

    private LedgerWriterProcess() {}

    public static void main(String[] args) throws IOException {
        try (LedgerFile ledger = LedgerOnDisk.at(Path.of(args[0]), LINES_PER_COMMIT)) {
            long entries = ledger.entriesAfter(0, Integer.MAX_VALUE).size();
            while (true) {
                String key = UUID.randomUUID().toString();
                ledger.append(key, new Charge.Charged(TERMS));
                ledger.append(
                        "shared",
                        new Charge.Charged(
                                new ChargeTerms(
                                        TestPaymentMethod.PM_OK, entries, TERMS.currency())));
                ledger.append(key, new Charge.Refunded(TERMS));
                ledger.durable().join();
                entries += 3;
                System.out.println(DURABLE + entries);
            }
        }
    }
}
