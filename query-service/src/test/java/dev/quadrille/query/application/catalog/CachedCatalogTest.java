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

    private final SingleProductReplica replica = new SingleProductReplica();
    private final CachedCatalog cache = new CachedCatalog(replica, new SimpleMeterRegistry());

    @BeforeEach
    void followTopic() {
        replica.put(1, 100);
        cache.follow(1);
    }

    @Test
    void loadsOnce() {
        assertThat(price()).isEqualTo(100);
        assertThat(price()).isEqualTo(100);
        assertThat(replica.loads).hasValue(1);
    }

    @Test
    void cachesAbsenceOfProduct() {
        assertThat(cache.find(new Sku("NONE"))).isEmpty();
        assertThat(cache.find(new Sku("NONE"))).isEmpty();
        assertThat(replica.loads).hasValue(1);
    }

    @Test
    void loadsOnceForConcurrentRequests() {
        replica.loadPermitted = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Long>> prices =
                    IntStream.range(0, 50)
                            .mapToObj(_ -> CompletableFuture.supplyAsync(this::price, executor))
                            .toList();
            await().untilAtomic(replica.loads, equalTo(1));
            replica.loadPermitted.countDown();
            assertThat(prices).allMatch(it -> it.join() == 100);
        }
        assertThat(replica.loads).hasValue(1);
    }

    @Test
    void loadsAgainAfterInvalidation() {
        assertThat(price()).isEqualTo(100);
        assertThat(cache.all()).hasSize(1);
        replica.put(2, 90);
        cache.hear(SKU, 2);
        assertThat(price()).isEqualTo(90);
        assertThat(cache.all()).extracting(it -> it.price().amount()).containsExactly(90L);
    }

    @Test
    void doesNotCacheEntryOlderThanLastInvalidation() {
        cache.hear(SKU, 2);
        assertThat(price()).isEqualTo(100);
        // Only now is the event written to the tables.
        replica.put(2, 90);
        assertThat(price()).isEqualTo(90);
        assertThat(price()).isEqualTo(90);
        assertThat(replica.loads).hasValue(2);
    }

    @Test
    void doesNotCacheWhileTopicIsNotConsumed() {
        cache.lose();
        assertThat(price()).isEqualTo(100);
        replica.put(2, 90);
        assertThat(price()).isEqualTo(90);
    }

    @Test
    void doesNotCacheFailure() {
        replica.failing = true;
        assertThatThrownBy(this::price).hasRootCauseMessage("unavailable");
        replica.failing = false;
        // The failed entry is removed shortly after its callers have received the exception.
        await().ignoreExceptions().until(this::price, equalTo(100L));
    }

    private long price() {
        return cache.find(SKU).orElseThrow().price().amount();
    }

    /// Tables with one product, which count the loads.
    private static final class SingleProductReplica implements CatalogReplica {

        private final AtomicInteger loads = new AtomicInteger();
        private volatile CountDownLatch loadPermitted = new CountDownLatch(0);
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
            loads.incrementAndGet();
            try {
                loadPermitted.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new IllegalStateException("unavailable");
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
