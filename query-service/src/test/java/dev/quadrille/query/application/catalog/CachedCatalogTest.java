package dev.quadrille.query.application.catalog;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.SKU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedCatalogTest {

    private final Shelf shelf = new Shelf();
    private final CachedCatalog cache = new CachedCatalog(shelf, new SimpleMeterRegistry());

    @BeforeEach
    void follow() {
        shelf.put(1, 100);
        cache.follow(1);
    }

    @Test
    void asksOnce() {
        assertThat(price()).isEqualTo(100);
        assertThat(price()).isEqualTo(100);
        assertThat(shelf.asked).hasValue(1);
    }

    @Test
    void remembersThatThereIsNoSuchProduct() {
        assertThat(cache.find(new Sku("NONE"))).isEmpty();
        assertThat(cache.find(new Sku("NONE"))).isEmpty();
        assertThat(shelf.asked).hasValue(1);
    }

    @Test
    void asksOnceHoweverManyAskAtTheSameTime() {
        shelf.hold = new CountDownLatch(1);
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> prices =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> CompletableFuture.supplyAsync(this::price, askers))
                            .toList();
            await().untilAtomic(shelf.asked, equalTo(1));
            shelf.hold.countDown();
            assertThat(prices).allMatch(it -> it.join() == 100);
        }
        assertThat(shelf.asked).hasValue(1);
    }

    @Test
    void forgetsWhatItHearsOf() {
        assertThat(price()).isEqualTo(100);
        assertThat(cache.all()).hasSize(1);
        shelf.put(2, 90);
        cache.hear(SKU, 2);
        assertThat(price()).isEqualTo(90);
        assertThat(cache.all()).extracting(it -> it.price().amount()).containsExactly(90L);
    }

    @Test
    void keepsNothingThatMayBeOlderThanWhatItHasHeard() {
        cache.hear(SKU, 2);
        assertThat(price()).isEqualTo(100);
        // Only now does the word reach the tables.
        shelf.put(2, 90);
        assertThat(price()).isEqualTo(90);
        assertThat(price()).isEqualTo(90);
        assertThat(shelf.asked).hasValue(2);
    }

    @Test
    void keepsNothingWhileItHearsNothing() {
        cache.lose();
        assertThat(price()).isEqualTo(100);
        shelf.put(2, 90);
        assertThat(price()).isEqualTo(90);
    }

    @Test
    void keepsNoFailure() {
        shelf.failing = true;
        assertThatThrownBy(this::price).hasRootCauseMessage("away");
        shelf.failing = false;
        // Who waits is told of a failure a moment before it is forgotten.
        await().ignoreExceptions().until(this::price, equalTo(100L));
    }

    private long price() {
        return cache.find(SKU).orElseThrow().price().amount();
    }

    /// The tables, with one product in them.
    private static final class Shelf implements CatalogReplica {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile CountDownLatch hold = new CountDownLatch(0);
        private volatile boolean failing;
        private volatile long position;
        private volatile long price;

        private void put(long newPosition, long newPrice) {
            position = newPosition;
            price = newPrice;
        }

        @Override
        public Optional<CatalogProduct> find(Sku sku) {
            return all().stream().filter(it -> it.sku().equals(sku)).findFirst();
        }

        @Override
        public List<CatalogProduct> all() {
            asked.incrementAndGet();
            try {
                hold.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new IllegalStateException("away");
            }
            return List.of(
                    new CatalogProduct(SKU, "CatalogProduct", new Money(price, PRICE.currency())));
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void update(Collection<EventEnvelope<ProductListed>> listed) {
            throw new UnsupportedOperationException();
        }
    }
}
