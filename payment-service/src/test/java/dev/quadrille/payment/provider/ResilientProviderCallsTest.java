package dev.quadrille.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.quadrille.payment.application.ProviderSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.ResourceAccessException;

class ResilientProviderCallsTest {

    private final ResilientProviderCalls calls =
            new ResilientProviderCalls(settings(), new SimpleMeterRegistry());

    @Test
    void admitsAllCallsWhileTheProviderIsHealthy() {
        assertThat(calls.admissible(0)).isEqualTo(256);
        assertThat(calls.admissible(256)).isZero();
    }

    @Test
    void admitsProbesAfterAnOutageAndThenAllCallsInSteps() {
        AtomicInteger recoveries = new AtomicInteger();
        calls.onRecovery(recoveries::incrementAndGet);
        failUntilOpen();
        assertThat(recoveries).hasValue(0);

        await().until(() -> calls.admissible(0) == 5);
        assertThat(recoveries).hasValue(1);
        assertThat(calls.admissible(1)).isZero();

        for (int probe = 0; probe < 5; probe++) {
            assertThat(calls.<String>call(() -> "answer")).isEqualTo("answer");
        }
        assertThat(recoveries).hasValue(2);
        assertThat(calls.admissible(255)).isZero();
        await().until(() -> calls.admissible(0) == 256);
    }

    @Test
    void reportsARejectedCallAsNotCalled() {
        failUntilOpen();
        AtomicInteger requests = new AtomicInteger();
        assertThatExceptionOfType(ResilientProviderCalls.NotCalled.class)
                .isThrownBy(() -> calls.call(requests::incrementAndGet));
        assertThat(requests).hasValue(0);
    }

    private void failUntilOpen() {
        while (calls.admissible(0) > 0) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> calls.call(ResilientProviderCallsTest::fail));
        }
    }

    private static String fail() {
        throw new ResourceAccessException("no connection");
    }

    private static ProviderSettings settings() {
        return new ProviderSettings(
                "http://127.0.0.1:1",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(15),
                Duration.ofSeconds(8),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1));
    }
}
