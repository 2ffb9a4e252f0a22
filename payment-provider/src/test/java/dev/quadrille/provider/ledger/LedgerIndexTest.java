package dev.quadrille.provider.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.application.LedgerBroken;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Currency;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIndexTest {

    private static final int KEYS = 3000;
    private static final int LINES_PER_COMMIT = 100;

    @TempDir private Path directory;
    private Path file;
    private Path index;

    @BeforeEach
    void writeLedger() throws IOException {
        file = directory.resolve("ledger.jsonl");
        index = directory.resolve("ledger.jsonl.index");
        write("k", KEYS);
    }

    @Test
    void isCreatedIfItIsMissing() throws IOException {
        Files.delete(index);
        assertFindsAllKeys();
        assertThat(index).isNotEmptyFile();
    }

    @Test
    void isReusedIfItIsValid() throws IOException {
        // No test key refers to the damaged line. A start that rebuilt the index would read it and
        // fail.
        overwrite(file, 200, new byte[100]);
        try (LedgerFile ledger = open()) {
            assertThat(ledger.latest("k" + KEYS)).contains(charge(KEYS));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.99})
    void isRebuiltIfItIsTruncated(double kept) throws IOException {
        truncate(index, (long) (Files.size(index) * kept));
        assertFindsAllKeysAfterRecovery();
    }

    @Test
    void isRebuiltOrIntactAfterDamageAtAnyOffset() throws IOException {
        byte[] intact = Files.readAllBytes(index);
        byte[] garbage = new byte[4096];
        new Random(3).nextBytes(garbage);
        for (int at = 0; at < intact.length; at += Math.max(4096, intact.length / 40)) {
            Files.write(index, intact);
            overwrite(index, at, garbage);
            assertFindsAllKeysAfterRecovery();
        }
    }

    @Test
    void isRebuiltForADifferentLedger() throws IOException {
        Path kept = Files.move(index, directory.resolve("kept"));
        Files.delete(file);
        write("other", KEYS);
        Files.move(kept, index, StandardCopyOption.REPLACE_EXISTING);
        try (LedgerFile ledger = open()) {
            assertThat(ledger.latest("k1")).isEmpty();
            assertThat(ledger.latest("other1")).contains(charge(1));
        }
    }

    @Test
    void isRebuiltForAnOlderCopyOfTheLedger() throws IOException {
        truncate(file, Files.size(file) / 2);
        try (LedgerFile ledger = open()) {
            int entries = ledger.entriesAfter(0, KEYS).size();
            assertThat(entries).isBetween(KEYS / 3, KEYS - 1);
            assertThat(ledger.latest("k" + entries)).contains(charge(entries));
            assertThat(ledger.latest("k" + KEYS)).isEmpty();
        }
    }

    @Test
    void addsEntriesThatWereWrittenWithoutTheIndex() throws IOException {
        byte[] old = Files.readAllBytes(index);
        try (LedgerFile ledger = open()) {
            ledger.append("k1", new Charge.Voided());
            ledger.append("late", charge(1));
        }
        Files.write(index, old);
        try (LedgerFile ledger = open()) {
            assertThat(ledger.latest("k1")).contains(new Charge.Voided());
            assertThat(ledger.latest("late")).contains(charge(1));
        }
    }

    /// Damage is detected at a start or at a lookup. After a failed lookup, the ledger is unusable
    /// until the next start, which rebuilds the index. No lookup returns a wrong result.
    private void assertFindsAllKeysAfterRecovery() throws IOException {
        try {
            assertFindsAllKeys();
        } catch (LedgerBroken broken) {
            assertFindsAllKeys();
        }
    }

    private void assertFindsAllKeys() throws IOException {
        try (LedgerFile ledger = open()) {
            for (int i = 1; i <= KEYS; i++) {
                assertThat(ledger.latest("k" + i)).isEqualTo(Optional.of(charge(i)));
            }
            assertThat(ledger.latest("other")).isEmpty();
            assertThat(ledger.entriesAfter(KEYS - 2, 10)).hasSize(2);
        }
    }

    private void write(String prefix, int keys) throws IOException {
        try (LedgerFile ledger = open()) {
            for (int i = 1; i <= keys; i++) {
                ledger.append(prefix + i, charge(i));
            }
        }
    }

    private LedgerFile open() {
        return LedgerOnDisk.at(file, LINES_PER_COMMIT);
    }

    private static Charge charge(int amount) {
        return new Charge.Charged(
                new ChargeTerms(TestPaymentMethod.PM_OK, amount, Currency.getInstance("EUR")));
    }

    private static void overwrite(Path path, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile target = new RandomAccessFile(path.toFile(), "rw")) {
            target.seek(at);
            target.write(bytes);
        }
    }

    private static void truncate(Path path, long length) throws IOException {
        try (RandomAccessFile target = new RandomAccessFile(path.toFile(), "rw")) {
            target.setLength(length);
        }
    }
}
