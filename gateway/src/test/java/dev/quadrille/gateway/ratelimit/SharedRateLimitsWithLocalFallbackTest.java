package dev.quadrille.gateway.ratelimit;

import static dev.quadrille.gateway.ratelimit.SampleRateLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SharedRateLimitsWithLocalFallbackTest {

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FlakyRateLimits shared =
            new FlakyRateLimits(new LocalRateLimits(SampleRateLimits.twoPerSecond(), clock));
    private final SharedRateLimitsWithLocalFallback first = gateway();
    private final SharedRateLimitsWithLocalFallback second = gateway();

    private SharedRateLimitsWithLocalFallback gateway() {
        return new SharedRateLimitsWithLocalFallback(
                new LocalRateLimits(SampleRateLimits.twoPerSecond(), clock),
                shared,
                Duration.ofMillis(10),
                meters);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void sharesBucketsBetweenGateways() {
        awaitConnection();

        assertThat(consume(first, 2) + consume(second, 5)).isEqualTo(3);
        assertThat(consume(first, 5)).isZero();
    }

    @Test
    void returnsTokenToSharedBucket() {
        awaitConnection();
        consume(first, 3);

        first.returnToken(ALICE);

        assertThat(consume(second, 5)).isEqualTo(1);
    }

    @Test
    void doesNotCallSharedBucketsIfLocalBucketIsEmpty() {
        awaitConnection();
        consume(first, 3);
        int before = shared.operations();

        consume(first, 100);

        assertThat(shared.operations()).isEqualTo(before);
    }

    @Test
    void enforcesLimitLocallyIfSharedBucketsFail() {
        shared.fail();

        assertThat(consume(first, 5)).isEqualTo(3);
        assertThat(consume(second, 5)).isEqualTo(3);
    }

    @Test
    void disconnectsAfterThreeConsecutiveFailures() {
        awaitConnection();
        shared.fail();
        int before = shared.operations();

        consume(first, 2);
        assertThat(first.isConnected()).isTrue();
        consume(first, 1);
        assertThat(first.isConnected()).isFalse();
        clock.advance(Duration.ofMinutes(1));
        consume(first, 3);

        assertThat(shared.operations() - before).isEqualTo(3);
    }

    @Test
    void resetsFailureCountAfterSuccess() {
        awaitConnection();
        for (int i = 0; i < 3; i++) {
            shared.fail();
            consume(first, 2);
            shared.recover();
            clock.advance(Duration.ofMinutes(1));
            consume(first, 1);
        }

        assertThat(first.isConnected()).isTrue();
    }

    @Test
    void sharesBucketsAgainAfterReconnect() {
        awaitConnection();
        shared.fail();
        consume(first, 3);
        assertThat(connectedGauge()).isZero();

        shared.recover();
        awaitConnection();
        clock.advance(Duration.ofMinutes(1));

        assertThat(consume(second, 2) + consume(first, 5)).isEqualTo(3);
    }

    @Test
    void logsOutageAndRecoveryOnce(CapturedOutput output) {
        awaitConnection();
        int start = output.getAll().length();
        shared.fail();
        consume(first, 3);
        int reconnects = shared.reconnects();
        await().until(() -> shared.reconnects() > reconnects + 5);
        shared.recover();
        awaitConnection();

        assertThat(output.getAll().substring(start))
                .containsOnlyOnce("Valkey is unavailable")
                .containsOnlyOnce("Valkey is available");
    }

    /// The meter registry keeps only the first gateway's gauge.
    private void awaitConnection() {
        await().until(() -> connectedGauge() == 1);
        await().until(second::isConnected);
    }

    private double connectedGauge() {
        return meters.get("quadrille.gateway.limits.shared").gauge().value();
    }

    private static long consume(RateLimiter.Store buckets, int attempts) {
        return IntStream.range(0, attempts)
                .filter(_ -> buckets.tryConsume(ALICE).consumed())
                .count();
    }
}
