package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Places orders at a constant rate. A rejected or unanswered request is retried with the same
/// idempotency key until the order is accepted, and not before its `Retry-After`.
public final class SteadyLoad {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Set<Integer> RETRYABLE = Set.of(409, 429, 502, 503, 504);

    private final List<CompletableFuture<PlacedOrder>> orders;
    private final CountDownLatch half;
    private final Queue<String> responses = new ConcurrentLinkedQueue<>();

    private SteadyLoad(Customer customer, List<Purchase> purchases, Duration between) {
        this.half = new CountDownLatch(purchases.size() / 2);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        this.orders =
                IntStream.range(0, purchases.size())
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> placeWithRetries(customer, purchases.get(i)),
                                        CompletableFuture.delayedExecutor(
                                                between.multipliedBy(i).toMillis(),
                                                TimeUnit.MILLISECONDS,
                                                executor)))
                        .toList();
    }

    /// Starts to place the orders, one after each `between`.
    public static SteadyLoad of(Customer customer, List<Purchase> purchases, Duration between) {
        return new SteadyLoad(customer, purchases, between);
    }

    private PlacedOrder placeWithRetries(Customer customer, Purchase purchase) {
        String key = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            Duration pause = PAUSE;
            try {
                Api.ApiReply response = customer.submit(purchase, key);
                pause = response.retryAfter().orElse(PAUSE);
                responses.add(
                        response.status()
                                + (response.retryAfter().isPresent() ? " with Retry-After" : ""));
                if (!RETRYABLE.contains(response.status())) {
                    assertThat(response.status()).as("%s", response.body()).isEqualTo(202);
                    half.countDown();
                    return customer.placed(response.body());
                }
            } catch (UncheckedIOException e) {
                responses.add("none");
            }
            assertThat(System.nanoTime())
                    .as("the order was not accepted in time")
                    .isLessThan(deadline);
            sleep(pause);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits until half of the orders are accepted.
    public void awaitHalf() throws InterruptedException {
        assertThat(half.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /// Waits until all orders are accepted and returns them.
    public List<PlacedOrder> orders() {
        return orders.stream().map(CompletableFuture::join).toList();
    }

    /// The distinct responses received.
    public Set<String> responses() {
        return new TreeSet<>(responses);
    }
}
