package dev.quadrille.gateway.ratelimit;

import static dev.quadrille.gateway.ratelimit.SampleRateLimits.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests with the Valkey version of the compose file, in a container. They are aborted if no
/// container engine is available.
class ValkeyTokenBucketsIT {

    private static final Duration UPPER_BOUND = Duration.ofSeconds(3);

    private final ManualClock clock = new ManualClock();
    private final RateLimitProperties limits = SampleRateLimits.twoPerSecond();

    @AfterEach
    void unpause() {
        ValkeyContainer.ifRunning().ifPresent(ValkeyContainer::unpause);
    }

    @Test
    void sharesBucketsBetweenGateways() {
        ValkeyContainer valkey = ValkeyContainer.get();
        RateLimiter.Key key = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "shared");
        try (ValkeyTokenBuckets first = new ValkeyTokenBuckets(limits, valkey.url(), clock);
                ValkeyTokenBuckets second = new ValkeyTokenBuckets(limits, valkey.url(), clock)) {
            first.reconnect();
            second.reconnect();

            assertThat(consume(first, key, 2) + consume(second, key, 5)).isEqualTo(3);
            assertThat(consume(first, key, 2)).isZero();
            second.returnToken(key);
            assertThat(consume(first, key, 2)).isEqualTo(1);
        }
    }

    @Test
    void expiresBuckets() {
        ValkeyContainer valkey = ValkeyContainer.get();
        RateLimiter.Key key = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "ending");
        try (ValkeyTokenBuckets buckets = new ValkeyTokenBuckets(limits, valkey.url(), clock)) {
            buckets.reconnect();
            buckets.tryConsume(key);

            assertThat(valkey.secondsToLive(key.toString())).isBetween(1L, 12L);
        }
    }

    @Test
    void timesOutIfValkeyIsPaused() {
        ValkeyContainer valkey = ValkeyContainer.get();
        RateLimiter.Key key = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "frozen");
        try (SharedRateLimitsWithLocalFallback buckets = withFallback(valkey.url())) {
            await().until(buckets::isConnected);
            valkey.pause();

            long start = System.nanoTime();
            assertThat(consume(buckets, key, 5)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(UPPER_BOUND);
            assertThat(buckets.isConnected()).isFalse();

            valkey.unpause();
            await().until(buckets::isConnected);
        }
    }

    @Test
    void enforcesLimitForConcurrentRequests() throws Exception {
        ValkeyContainer valkey = ValkeyContainer.get();
        RateLimiter.Key key = new RateLimiter.Key(RateLimiter.Kind.CUSTOMER, "concurrent");
        RateLimitProperties burst = SampleRateLimits.burstOfHundred();
        try (ValkeyTokenBuckets first = new ValkeyTokenBuckets(burst, valkey.url(), clock);
                ValkeyTokenBuckets second = new ValkeyTokenBuckets(burst, valkey.url(), clock);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            first.reconnect();
            second.reconnect();
            List<Callable<Boolean>> attempts =
                    IntStream.range(0, 300)
                            .mapToObj(i -> i % 2 == 0 ? first : second)
                            .<Callable<Boolean>>map(it -> () -> it.tryConsume(key).consumed())
                            .toList();

            int consumed = 0;
            for (Future<Boolean> attempt : executor.invokeAll(attempts)) {
                consumed += attempt.get() ? 1 : 0;
            }

            assertThat(consumed).isEqualTo(100);
        }
    }

    @Test
    void continuesAfterValkeyLosesItsData() {
        ValkeyContainer valkey = ValkeyContainer.get();
        try (SharedRateLimitsWithLocalFallback buckets = withFallback(valkey.url())) {
            await().until(buckets::isConnected);
            consume(buckets, ALICE, 1);
            valkey.flushAndDisconnect();

            assertThat(consume(buckets, ALICE, 1)).isEqualTo(1);
            clock.advance(Duration.ofMinutes(1));
            consume(buckets, ALICE, 3);
            await().until(buckets::isConnected);
            clock.advance(Duration.ofMinutes(1));
            assertThat(consume(buckets, ALICE, 5)).isEqualTo(3);
        }
    }

    @Test
    void startsIfValkeyIsUnreachable() throws IOException {
        int freePort;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = taken.getLocalPort();
        }
        assertLimitsLocally("redis://127.0.0.1:" + freePort);
    }

    @Test
    void startsIfValkeyDoesNotRespond() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            assertLimitsLocally("redis://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void reconnectTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                ValkeyTokenBuckets buckets =
                        new ValkeyTokenBuckets(
                                limits, "redis://127.0.0.1:" + silent.getLocalPort(), clock)) {
            long start = System.nanoTime();
            assertThatThrownBy(buckets::reconnect).isInstanceOf(RuntimeException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    private void assertLimitsLocally(String url) {
        try (SharedRateLimitsWithLocalFallback buckets = withFallback(url)) {
            assertThat(consume(buckets, ALICE, 5)).isEqualTo(3);
        }
    }

    private SharedRateLimitsWithLocalFallback withFallback(String url) {
        return new SharedRateLimitsWithLocalFallback(
                new LocalRateLimits(limits, clock),
                new ValkeyTokenBuckets(limits, url, clock),
                Duration.ofMillis(50),
                new SimpleMeterRegistry());
    }

    private static long consume(RateLimiter.Store buckets, RateLimiter.Key key, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> buckets.tryConsume(key).consumed()).count();
    }
}
