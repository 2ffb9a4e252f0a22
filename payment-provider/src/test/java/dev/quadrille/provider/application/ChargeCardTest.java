package dev.quadrille.provider.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.platform.fault.Fault;
import dev.quadrille.provider.LedgerOnDisk;
import dev.quadrille.provider.domain.Charge;
import dev.quadrille.provider.domain.ChargeTerms;
import dev.quadrille.provider.domain.TestPaymentMethod;
import dev.quadrille.provider.ledger.LedgerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChargeCardTest {

    @TempDir private Path directory;
    private LedgerFile ledger;
    private Charges charges;
    private ChargeCard chargeCard;
    private final AtomicInteger delays = new AtomicInteger();
    private Runnable duringDelay = () -> {};
    private final InjectedFaults faults = new InjectedFaults();

    @BeforeEach
    void open() {
        ledger = LedgerOnDisk.at(directory.resolve("ledger.jsonl"));
        charges = new Charges(ledger);
        chargeCard =
                new ChargeCard(
                        charges,
                        () -> {
                            delays.incrementAndGet();
                            duringDelay.run();
                        },
                        faults);
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
    }

    @Test
    void delaysOnlyTheFirstResponseOfASlowCard() {
        assertThat(charge(TestPaymentMethod.PM_SLOW)).isInstanceOf(Charge.Charged.class);
        assertThat(charge(TestPaymentMethod.PM_SLOW)).isInstanceOf(Charge.Charged.class);

        assertThat(delays).hasValue(1);
    }

    @Test
    void declinesTheCardIfTheFaultIsInjected() {
        faults.inject(Fault.DECLINE);
        assertThat(charge(TestPaymentMethod.PM_OK)).isInstanceOf(Charge.Declined.class);

        faults.clear();
        assertThat(charge(TestPaymentMethod.PM_OK)).isInstanceOf(Charge.Declined.class);
    }

    @Test
    void recordsNothingIfAnErrorIsInjected() {
        faults.inject(Fault.ERROR);
        assertThatExceptionOfType(SimulatedOutage.class)
                .isThrownBy(() -> charge(TestPaymentMethod.PM_OK));

        assertThat(charges.find("k")).isEmpty();
    }

    @Test
    void losesTheResponseOfANewChargeIfTheFaultIsInjected() {
        faults.inject(Fault.LOST_ANSWER);
        ChargeTerms terms = terms(TestPaymentMethod.PM_OK);

        assertThat(chargeCard.charge("k", terms)).isEmpty();
        assertThat(chargeCard.charge("k", terms)).contains(new Charge.Charged(terms));
    }

    @Test
    void delaysEachResponseIfTheFaultIsInjected() {
        faults.inject(Fault.LATENCY);
        charge(TestPaymentMethod.PM_OK);
        charge(TestPaymentMethod.PM_OK);

        assertThat(faults.delays()).isEqualTo(2);
    }

    @Test
    void doesNotChargeAKeyThatIsVoidedDuringTheDelay() {
        duringDelay = () -> charges.voidCharge("k");

        assertThat(charge(TestPaymentMethod.PM_SLOW)).isEqualTo(new Charge.Voided());
    }

    @Test
    void failsTheFirstAttemptWithoutAnEntry() {
        assertThatExceptionOfType(SimulatedOutage.class)
                .isThrownBy(() -> charge(TestPaymentMethod.PM_ERROR_ONCE));
        assertThat(charges.find("k")).isEmpty();

        assertThat(charge(TestPaymentMethod.PM_ERROR_ONCE)).isInstanceOf(Charge.Charged.class);
        assertThat(charge(TestPaymentMethod.PM_ERROR_ONCE)).isInstanceOf(Charge.Charged.class);
    }

    @Test
    void dropsTheResponseOfTheAttemptThatCharges() {
        assertThat(chargeCard.charge("k", terms(TestPaymentMethod.PM_TIMEOUT_CHARGED))).isEmpty();

        assertThat(charges.find("k")).get().isInstanceOf(Charge.Charged.class);
        assertThat(charge(TestPaymentMethod.PM_TIMEOUT_CHARGED)).isInstanceOf(Charge.Charged.class);
    }

    @Test
    void returnsAResponseIfNothingIsCharged() {
        charges.voidCharge("k");

        assertThat(charge(TestPaymentMethod.PM_TIMEOUT_CHARGED)).isEqualTo(new Charge.Voided());
    }

    @Test
    void storesABoundedNumberOfFailedKeys() {
        failOnce("first");
        for (int i = 0; i < ChargeCard.MAX_FAILED_KEYS; i++) {
            failOnce("k" + i);
        }

        failOnce("first");
        assertThat(chargeCard.charge("k1", terms(TestPaymentMethod.PM_ERROR_ONCE))).isPresent();
    }

    private void failOnce(String key) {
        assertThatExceptionOfType(SimulatedOutage.class)
                .isThrownBy(() -> chargeCard.charge(key, terms(TestPaymentMethod.PM_ERROR_ONCE)));
    }

    private Charge charge(TestPaymentMethod method) {
        return chargeCard.charge("k", terms(method)).orElseThrow();
    }

    private static ChargeTerms terms(TestPaymentMethod method) {
        return new ChargeTerms(method, 49900, Currency.getInstance("EUR"));
    }
}
