package dev.quadrille.platform.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriteAllowanceTest {

    private static final long MOST = 100;
    private static final long PER_BYTE = 2;

    private final WriteAllowance allowance = new WriteAllowance(MOST, PER_BYTE);

    @Test
    void isNotConsumedWhileClientReads() {
        allowance.wrote(10, 1_000);
        allowance.wrote(10, 900_000);

        assertThat(allowance.left()).isEqualTo(MOST);
    }

    @Test
    void decreasesWhileServerWaits() {
        allowance.wrote(0, 1_000);
        allowance.wrote(0, 1_060);

        assertThat(allowance.left()).isEqualTo(40);
    }

    @Test
    void refillsWithBytesSent() {
        allowance.wrote(0, 1_000);
        allowance.wrote(15, 1_060);

        assertThat(allowance.left()).isEqualTo(70);
    }

    @Test
    void neverExceedsItsMaximum() {
        allowance.wrote(1_000_000, 1_000);

        assertThat(allowance.left()).isEqualTo(MOST);
    }

    @Test
    void isExhaustedBySlowClient() {
        long now = 0;
        for (int piece = 0; piece < 20; piece++) {
            allowance.wrote(0, now);
            now += 10;
            allowance.wrote(1, now);
        }

        assertThat(allowance.left()).isLessThanOrEqualTo(0);
    }

    @Test
    void staysExhausted() {
        allowance.wrote(0, 0);
        allowance.wrote(1_000, MOST);

        assertThat(allowance.left()).isZero();
    }
}
