package dev.quadrille.provider.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import dev.quadrille.provider.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChargesTest {

    private static final ChargeTerms TERMS =
            new ChargeTerms(TestPaymentMethod.PM_OK, 49900, Currency.getInstance("EUR"));

    @TempDir private Path directory;
    private LedgerFile ledger;
    private Charges charges;

    @BeforeEach
    void open() {
        ledger = LedgerOnDisk.at(directory.resolve("ledger.jsonl"));
        charges = new Charges(ledger);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Test
    void chargesAKeyOnceForConcurrentRequests() throws Exception {
        List<Charges.Recorded> results = runConcurrently(64, i -> () -> charges.charge("k", TERMS));

        assertThat(results).filteredOn(Charges.Recorded::isNew).hasSize(1);
        assertThat(results)
                .extracting(Charges.Recorded::charge)
                .containsOnly(new Charge.Charged(TERMS));
        assertThat(entries()).containsExactly("1 k CHARGED 49900");
    }

    @Test
    void keepsNoChargeAfterAConcurrentVoid() throws Exception {
        for (int round = 0; round < 200; round++) {
            String key = "k" + round;
            runConcurrently(
                    4,
                    i ->
                            i % 2 == 0
                                    ? () -> charges.charge(key, TERMS).charge()
                                    : () -> charges.voidCharge(key));

            assertThat(charges.find(key).orElseThrow())
                    .isIn(new Charge.Voided(), new Charge.Refunded(TERMS));
            assertThat(typesOf(key))
                    .isIn(
                            List.of(LedgerEntry.Type.VOIDED),
                            List.of(LedgerEntry.Type.CHARGED, LedgerEntry.Type.REFUNDED));
        }
    }

    @Test
    void numbersTheEntriesOfAllKeysConsecutively() throws Exception {
        runConcurrently(64, i -> () -> charges.charge("k" + i, TERMS));

        assertThat(ledger.entriesAfter(0, 1000))
                .extracting(LedgerEntry::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 64).mapToObj(Long::valueOf).toList());
    }

    @Test
    void rejectsOtherTermsWithoutAnEntry() {
        charges.charge("k", TERMS);

        assertThatExceptionOfType(IdempotencyKeyConflict.class)
                .isThrownBy(() ->
                        charges.charge(
                                "k",
                                new ChargeTerms(
                                        TestPaymentMethod.PM_OK, 1, Currency.getInstance("EUR"))));
        assertThat(entries()).hasSize(1);
    }

    @Test
    void doesNotFindAnUnusedKey() {
        assertThat(charges.find("k")).isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void restoresAllChargesAfterARestart() throws IOException {
        charges.charge("charged", TERMS);
        charges.charge(
                "declined",
                new ChargeTerms(TestPaymentMethod.PM_DECLINED, 5, Currency.getInstance("USD")));
        charges.voidCharge("voided");
        charges.charge("refunded", TERMS);
        charges.voidCharge("refunded");
        List<LedgerEntry> before = ledger.entriesAfter(0, 1000);
        close();
        open();

        assertThat(ledger.entriesAfter(0, 1000)).isEqualTo(before).hasSize(5);
        assertThat(charges.charge("charged", TERMS))
                .isEqualTo(new Charges.Recorded(new Charge.Charged(TERMS), false));
        assertThat(charges.find("declined")).get().isInstanceOf(Charge.Declined.class);
        assertThat(charges.charge("voided", TERMS).charge()).isEqualTo(new Charge.Voided());
        assertThat(charges.voidCharge("refunded")).isEqualTo(new Charge.Refunded(TERMS));
        assertThat(charges.voidCharge("new")).isEqualTo(new Charge.Voided());
        assertThat(ledger.entriesAfter(5, 10)).extracting(LedgerEntry::seq).containsExactly(6L);
    }

    @Test
    void rejectsRequestsWhenTheLedgerIsClosed() throws IOException {
        ledger.close();

        assertThatExceptionOfType(LedgerBroken.class).isThrownBy(() -> charges.charge("k", TERMS));
        assertThatExceptionOfType(LedgerBroken.class).isThrownBy(() -> charges.find("k"));
        open();
    }

    private List<LedgerEntry.Type> typesOf(String key) {
        return ledger.entriesAfter(0, 1000).stream()
                .filter(entry -> entry.key().equals(key))
                .map(LedgerEntry::type)
                .toList();
    }

    private List<String> entries() {
        return ledger.entriesAfter(0, 1000).stream()
                .map(e -> "%d %s %s %d".formatted(e.seq(), e.key(), e.type(), e.amount()))
                .toList();
    }

    private static <T> List<T> runConcurrently(int times, Request<T> request) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(times);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results =
                    IntStream.range(0, times)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        barrier.await();
                                        return request.of(i).call();
                                    }))
                            .toList();
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }

    private interface Request<T> {
        Callable<T> of(int i);
    }
}
