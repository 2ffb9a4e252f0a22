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

/// What needs a Valkey runs against the one of the compose file, in a container; where there is
/// none to be had, it is said that it did not run.
class ValkeyTokenBucketsIT {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final ManualClock clock = new ManualClock();
    private final RateLimitProperties limits = SampleRateLimits.twoPerSecond();

    @AfterEach
    void thaw() {
        ValkeyContainer.ifRunning().ifPresent(ValkeyContainer::unpause);
    }

    @Test
    void gatewaysTakeFromTheSameBuckets() {
        ValkeyContainer valkey = ValkeyContainer.get();
        TokenBucketKey key = new TokenBucketKey(RateLimitKind.CUSTOMER, "shared");
        try (ValkeyTokenBuckets one = new ValkeyTokenBuckets(limits, valkey.url(), clock);
                ValkeyTokenBuckets other = new ValkeyTokenBuckets(limits, valkey.url(), clock)) {
            one.tryOut();
            other.tryOut();

            assertThat(granted(one, key, 2) + granted(other, key, 5)).isEqualTo(3);
            assertThat(granted(one, key, 2)).isZero();
            other.giveBack(key);
            assertThat(granted(one, key, 2)).isEqualTo(1);
        }
    }

    @Test
    void aBucketInValkeyEndsByItself() {
        ValkeyContainer valkey = ValkeyContainer.get();
        TokenBucketKey key = new TokenBucketKey(RateLimitKind.CUSTOMER, "ending");
        try (ValkeyTokenBuckets buckets = new ValkeyTokenBuckets(limits, valkey.url(), clock)) {
            buckets.tryOut();
            buckets.draw(key);

            assertThat(valkey.secondsToLive(key.toString())).isBetween(1L, 12L);
        }
    }

    @Test
    void requestsWaitForAFrozenValkeyOnlyBriefly() {
        ValkeyContainer valkey = ValkeyContainer.get();
        TokenBucketKey key = new TokenBucketKey(RateLimitKind.CUSTOMER, "frozen");
        try (SharedTokenBucketsWithLocalFallback buckets = linked(valkey.url())) {
            await().until(buckets::isLinked);
            valkey.pause();

            long start = System.nanoTime();
            assertThat(granted(buckets, key, 5)).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            assertThat(buckets.isLinked()).isFalse();

            valkey.unpause();
            await().until(buckets::isLinked);
        }
    }

    @Test
    void manyAtOnceGetWhatThereIsAndNoMore() throws Exception {
        ValkeyContainer valkey = ValkeyContainer.get();
        TokenBucketKey key = new TokenBucketKey(RateLimitKind.CUSTOMER, "crowd");
        RateLimitProperties patient = SampleRateLimits.hundredAtOnce();
        try (ValkeyTokenBuckets one = new ValkeyTokenBuckets(patient, valkey.url(), clock);
                ValkeyTokenBuckets other = new ValkeyTokenBuckets(patient, valkey.url(), clock);
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            one.tryOut();
            other.tryOut();
            List<Callable<Boolean>> draws =
                    IntStream.range(0, 300)
                            .mapToObj(i -> i % 2 == 0 ? one : other)
                            .<Callable<Boolean>>map(it -> () -> it.draw(key).granted())
                            .toList();

            int granted = 0;
            for (Future<Boolean> draw : crowd.invokeAll(draws)) {
                granted += draw.get() ? 1 : 0;
            }

            assertThat(granted).isEqualTo(100);
        }
    }

    @Test
    void goesOnWithAValkeyThatHasForgottenEverything() {
        ValkeyContainer valkey = ValkeyContainer.get();
        try (SharedTokenBucketsWithLocalFallback buckets = linked(valkey.url())) {
            await().until(buckets::isLinked);
            granted(buckets, ALICE, 1);
            valkey.breakAndForget();

            assertThat(granted(buckets, ALICE, 1)).isEqualTo(1);
            clock.pass(Duration.ofMinutes(1));
            granted(buckets, ALICE, 3);
            await().until(buckets::isLinked);
            clock.pass(Duration.ofMinutes(1));
            assertThat(granted(buckets, ALICE, 5)).isEqualTo(3);
        }
    }

    @Test
    void aGatewayStartsWithoutAValkey() throws IOException {
        int nobodys;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodys = taken.getLocalPort();
        }
        assertLimitsAlone("redis://127.0.0.1:" + nobodys);
    }

    @Test
    void aGatewayStartsWithAValkeyThatSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            assertLimitsAlone("redis://127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void givesUpToConnectToWhoSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                ValkeyTokenBuckets buckets =
                        new ValkeyTokenBuckets(
                                limits, "redis://127.0.0.1:" + silent.getLocalPort(), clock)) {
            long start = System.nanoTime();
            assertThatThrownBy(buckets::tryOut).isInstanceOf(RuntimeException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    private void assertLimitsAlone(String url) {
        try (SharedTokenBucketsWithLocalFallback buckets = linked(url)) {
            assertThat(granted(buckets, ALICE, 5)).isEqualTo(3);
        }
    }

    private SharedTokenBucketsWithLocalFallback linked(String url) {
        return new SharedTokenBucketsWithLocalFallback(
                new LocalTokenBuckets(limits, clock),
                new ValkeyTokenBuckets(limits, url, clock),
                Duration.ofMillis(50),
                new SimpleMeterRegistry());
    }

    private static long granted(TokenBuckets buckets, TokenBucketKey key, int attempts) {
        return IntStream.range(0, attempts).filter(_ -> buckets.draw(key).granted()).count();
    }
}
