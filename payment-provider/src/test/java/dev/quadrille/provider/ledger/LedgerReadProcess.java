package dev.quadrille.provider.ledger;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.application.LedgerEntry;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/// A process that opens a large ledger, and reads and appends entries. It prints the duration of
/// the opening and the used heap.
final class LedgerReadProcess {

    private static final ChargeTerms TERMS =
            new ChargeTerms(TestPaymentMethod.PM_OK, 49900, Currency.getInstance("EUR"));
    private static final int NEW_KEYS = 20_000;
    private static final int SAMPLES = 1000;

    private LedgerReadProcess() {}

    /// Returns the key of an entry, which is a time-ordered ID.
    static String key(int seq) {
        long millis = 1_790_000_000_000L + seq;
        return new UUID(millis << 16 | 0x7000, 0x8000_0000_0000_0000L + seq * 0x9E3779B9L)
                .toString();
    }

    public static void main(String[] args) throws IOException {
        int lines = Integer.parseInt(args[2]);
        long begin = System.nanoTime();
        try (LedgerFile ledger = LedgerOnDisk.at(Path.of(args[0]))) {
            long opened = (System.nanoTime() - begin) / 1_000_000;
            readSamples(ledger, lines);
            appendNewKeys(ledger, args[1]);
            System.gc();
            Runtime heap = Runtime.getRuntime();
            System.out.printf(
                    "%d ms, %d MB in use%n",
                    opened, (heap.totalMemory() - heap.freeMemory()) >> 20);
        }
    }

    private static void readSamples(LedgerFile ledger, int lines) {
        for (int sample = 1; sample <= SAMPLES; sample++) {
            int seq = (int) ((long) lines * sample / SAMPLES);
            check(ledger.latest(key(seq)).equals(Optional.of(new Charge.Charged(TERMS))));
            LedgerEntry entry = ledger.entriesAfter(seq - 1, 1).getFirst();
            check(entry.seq() == seq && entry.key().equals(key(seq)));
        }
        check(ledger.latest(key(lines + 1)).isEmpty());
    }

    private static void appendNewKeys(LedgerFile ledger, String prefix) {
        for (int i = 0; i < NEW_KEYS; i++) {
            ledger.append(prefix + i, new Charge.Charged(TERMS));
            if (i % 100 == 0) {
                ledger.durable().join();
            }
        }
        ledger.durable().join();
        check(ledger.latest(prefix + 7).isPresent());
    }

    private static void check(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("The ledger returned a wrong result");
        }
    }
}
