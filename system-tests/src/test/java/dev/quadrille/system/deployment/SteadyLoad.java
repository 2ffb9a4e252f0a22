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

/// Many orders at a steady pace. Who is refused, or hears nothing, comes again with the same key
/// until the order is accepted.
public final class SteadyLoad {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<Integer> REFUSED_FOR_NOW = Set.of(409, 502, 503, 504);

    private final List<CompletableFuture<PlacedOrder>> orders;
    private final CountDownLatch half;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    private SteadyLoad(Customer customer, List<Purchase> purchases, Duration between) {
        this.half = new CountDownLatch(purchases.size() / 2);
        ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
        this.orders =
                IntStream.range(0, purchases.size())
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> buy(customer, purchases.get(i)),
                                        CompletableFuture.delayedExecutor(
                                                between.multipliedBy(i).toMillis(),
                                                TimeUnit.MILLISECONDS,
                                                buyers)))
                        .toList();
    }

    /// Begins to order, one purchase after each `between`.
    public static SteadyLoad of(Customer customer, List<Purchase> purchases, Duration between) {
        return new SteadyLoad(customer, purchases, between);
    }

    private PlacedOrder buy(Customer customer, Purchase purchase) {
        String key = UUID.randomUUID().toString();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Api.Answer answer = customer.asks(purchase, key);
                answers.add(
                        answer.status() + (answer.saysWhenToRetry() ? " with Retry-After" : ""));
                if (!REFUSED_FOR_NOW.contains(answer.status())) {
                    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
                    half.countDown();
                    return customer.placed(answer.body());
                }
            } catch (UncheckedIOException e) {
                answers.add("none");
            }
            assertThat(System.nanoTime()).as("an order is never accepted").isLessThan(deadline);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits until half of the orders are accepted.
    public void awaitHalf() throws InterruptedException {
        assertThat(half.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /// All orders, once all are accepted.
    public List<PlacedOrder> orders() {
        return orders.stream().map(CompletableFuture::join).toList();
    }

    /// The kinds of answers that were heard.
    public Set<String> answers() {
        return new TreeSet<>(answers);
    }
}
