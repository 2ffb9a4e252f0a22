package dev.quadrille.query.application.catalog;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.SKU;
import static dev.quadrille.testsupport.samples.Samples.productListed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.orderflow.value.Money;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogConsumerTest {

    private final InMemoryCatalogTopic topic = new InMemoryCatalogTopic();
    private final InMemorySnapshot snapshot = new InMemorySnapshot();
    private final CatalogGlobalTable table = new CatalogGlobalTable(new SimpleMeterRegistry());
    private final CatalogReadiness readiness = new CatalogReadiness();
    private final CatalogConsumer consumer =
            new CatalogConsumer(
                    topic,
                    snapshot,
                    table,
                    new CatalogWriteBehind(
                            new Lease("catalog", UUID.randomUUID(), System::nanoTime), snapshot),
                    readiness);

    @AfterEach
    void stop() {
        consumer.stop();
    }

    @Test
    void isReadyAtTheEndThatTheTopicHadAtTheStart() {
        topic.append(productListed(10, 1), productListed(20, 2));
        consumer.start();
        assertStaysUnready();
        topic.deliverAll();
        await().until(readiness::isReady);
        assertThat(price()).contains(20L);
    }

    @Test
    void isReadyIfTheTopicIsEmpty() {
        consumer.start();
        await().until(readiness::isReady);
    }

    @Test
    void followsTheTopic() {
        consumer.start();
        await().until(readiness::isReady);
        topic.append(productListed(10, 1));
        topic.deliverAll();
        await().until(() -> price().equals(Optional.of(10L)));
    }

    @Test
    void servesSnapshotWhileTheTopicIsUnavailable() {
        snapshot.save(List.of(product(10, 1)));
        topic.setAvailable(false);
        consumer.start();
        assertThat(price()).contains(10L);
        await().until(readiness::isReady);
        topic.append(productListed(20, 2));
        topic.deliverAll();
        topic.setAvailable(true);
        await().until(() -> price().equals(Optional.of(20L)));
    }

    @Test
    void servesSnapshotIfTheBrokerStopsDelivering() {
        snapshot.save(List.of(product(10, 1)));
        topic.append(productListed(20, 2));
        consumer.start();
        await().until(readiness::isReady);
        assertThat(price()).contains(10L);
    }

    @Test
    void isNotReadyWithoutTopicAndSnapshot() {
        topic.setAvailable(false);
        consumer.start();
        assertStaysUnready();
    }

    @Test
    void readsTheTopicIfTheSnapshotCannotBeLoaded() {
        snapshot.failing = true;
        topic.append(productListed(10, 1));
        topic.deliverAll();
        consumer.start();
        await().until(readiness::isReady);
        assertThat(price()).contains(10L);
    }

    @Test
    void snapshotIsNotReplacedByAnOlderVersionInTheTopic() {
        snapshot.save(List.of(product(20, 2)));
        topic.append(productListed(10, 1));
        topic.deliverAll();
        consumer.start();
        await().until(readiness::isReady);
        assertThat(price()).contains(20L);
    }

    @Test
    void skipsUndecodableRecord() {
        topic.appendUndecodable();
        topic.append(productListed(10, 1));
        topic.deliverAll();
        consumer.start();
        await().until(readiness::isReady);
        assertThat(price()).contains(10L);
    }

    private void assertStaysUnready() {
        await().during(Duration.ofMillis(200)).until(() -> !readiness.isReady());
    }

    private Optional<Long> price() {
        return table.find(SKU).map(it -> it.price().amount());
    }

    private static CatalogProduct product(long price, long version) {
        Money money = new Money(price, PRICE.currency());
        return new CatalogProduct(SKU, "Product", money, version, version);
    }

    private static final class InMemorySnapshot implements CatalogSnapshot {

        private final List<CatalogProduct> saved = new ArrayList<>();
        private boolean failing;

        @Override
        public List<CatalogProduct> load() {
            if (failing) {
                throw new IllegalStateException("the database does not respond");
            }
            return List.copyOf(saved);
        }

        @Override
        public void save(Collection<CatalogProduct> products) {
            saved.addAll(products);
        }
    }
}
