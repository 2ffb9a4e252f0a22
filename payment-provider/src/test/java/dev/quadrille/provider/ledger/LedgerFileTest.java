package dev.quadrille.provider.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.application.LedgerEntry;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerFileTest {

    private static final Charge CHARGED =
            new Charge.Charged(
                    new ChargeTerms(TestPaymentMethod.PM_OK, 49900, Currency.getInstance("EUR")));

    @TempDir private Path directory;

    @Test
    void writesOneDocumentPerLine() throws IOException {
        try (LedgerFile ledger = open()) {
            ledger.append("a", CHARGED);
            ledger.append("b", new Charge.Voided());
        }

        assertThat(file())
                .hasContent(
                        """
                        {"seq":1,"at":"2026-11-22T10:00:00Z","key":"a","type":"CHARGED",\
                        "amount":49900,"currency":"EUR","method":"PM_OK"}
                        {"seq":2,"at":"2026-11-22T10:00:00Z","key":"b","type":"VOIDED",\
                        "amount":0,"currency":null,"method":null}
                        """);
    }

    @Test
    void readsFromAnyEntry() throws IOException {
        try (LedgerFile ledger = open()) {
            appendEntries(ledger, 2500);
            ledger.durable().join();

            assertThat(seqs(ledger, 0, 2)).containsExactly(1L, 2L);
            assertThat(seqs(ledger, 999, 3)).containsExactly(1000L, 1001L, 1002L);
            assertThat(seqs(ledger, 1000, 1)).containsExactly(1001L);
            assertThat(seqs(ledger, 2498, 1000)).containsExactly(2499L, 2500L);
            assertThat(seqs(ledger, 2500, 10)).isEmpty();
            assertThat(seqs(ledger, Long.MAX_VALUE, 10)).isEmpty();
        }
        try (LedgerFile reopened = open()) {
            assertThat(seqs(reopened, 1999, 2)).containsExactly(2000L, 2001L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"seq\":4,\"at\":\"2026-11-22T10:00:00Z\",\"key\":\"a", "\0\0\0"})
    void truncatesAnIncompleteEntryAfterACrash(String incomplete) throws IOException {
        try (LedgerFile ledger = open()) {
            appendEntries(ledger, 3);
        }
        Files.writeString(file(), incomplete, StandardOpenOption.APPEND);

        try (LedgerFile ledger = open()) {
            assertThat(entries(ledger)).extracting(LedgerEntry::seq).containsExactly(1L, 2L, 3L);
            ledger.append("next", CHARGED);
        }
        try (LedgerFile ledger = open()) {
            assertThat(entries(ledger))
                    .extracting(LedgerEntry::key)
                    .containsExactly("k1", "k2", "k3", "next");
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void rejectsADamagedFile(String damage) throws IOException {
        try (LedgerFile ledger = open()) {
            appendEntries(ledger, 3);
        }
        List<String> lines = Files.readAllLines(file());
        Files.writeString(file(), lines.get(0) + "\n" + damage + lines.get(2) + "\n");

        for (int time = 0; time < 2; time++) {
            assertThatIllegalStateException()
                    .isThrownBy(this::open)
                    .withMessageContaining("damaged");
        }
        assertThat(file()).content().contains(lines.get(0), lines.get(2));
    }

    static Stream<String> damages() {
        return Stream.of("not an entry\n", "{}\n", "", "x".repeat(100_000) + "\n");
    }

    @Test
    void canBeOpenedOnlyOnce() throws IOException {
        try (LedgerFile ledger = open()) {
            assertThatIllegalStateException()
                    .isThrownBy(this::open)
                    .withMessageContaining("Another process");
            ledger.append("a", CHARGED);
        }
        open().close();
    }

    @Test
    void keepsItsLockAfterARead() throws Exception {
        try (LedgerFile ledger = open()) {
            appendEntries(ledger, 1);
            ledger.durable().join();
            entries(ledger);

            assertThat(openInAnotherProcess()).isEqualTo("Another process uses the ledger");
        }
        assertThat(openInAnotherProcess()).isEqualTo("opened");
    }

    private String openInAnotherProcess() throws IOException {
        Process process =
                LedgerProcess.start(List.of(), LedgerOpenProcess.class, file().toString());
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void writesDurableEntriesToTheFile() throws IOException {
        try (LedgerFile ledger = open()) {
            ledger.append("a", CHARGED);
            ledger.durable().join();

            assertThat(Files.readString(file())).contains("\"key\":\"a\"").endsWith("\n");
        }
    }

    private static void appendEntries(LedgerFile ledger, int entries) {
        for (int i = 1; i <= entries; i++) {
            ledger.append("k" + i, CHARGED);
        }
    }

    private static List<Long> seqs(LedgerFile ledger, long after, int limit) {
        return ledger.entriesAfter(after, limit).stream().map(LedgerEntry::seq).toList();
    }

    private static List<LedgerEntry> entries(LedgerFile ledger) {
        return ledger.entriesAfter(0, 10_000);
    }

    private LedgerFile open() {
        return LedgerOnDisk.at(file());
    }

    private Path file() {
        return directory.resolve("new/ledger.jsonl");
    }
}
