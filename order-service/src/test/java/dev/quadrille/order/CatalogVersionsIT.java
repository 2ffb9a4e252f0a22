package dev.quadrille.order;

import static dev.quadrille.testsupport.samples.Samples.SKU;
import static dev.quadrille.testsupport.samples.Samples.productListed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.order.application.Catalog;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Tests that the catalog replica keeps the newest version of each product, even if events are
/// duplicated or reordered.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogVersionsIT {

    private static final String GROUP = "order-service.catalog";

    private final TopicLog<ProductListed> log = new TopicLog<>(Topic.CATALOG);
    private final Catalog catalog;
    private final SmartLifecycle consumers;
    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    @Autowired
    CatalogVersionsIT(
            Catalog catalog,
            @Qualifier("consumers") SmartLifecycle consumers,
            JdbcClient jdbc,
            MeterRegistry meters) {
        this.catalog = catalog;
        this.consumers = consumers;
        this.jdbc = jdbc;
        this.meters = meters;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void clearCatalog() {
        await().until(() -> log.records().isEmpty() || log.isConsumedBy("order-service"));
        jdbc.sql("truncate product").update();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void keepsTheNewestVersionWhenAnOlderOneFollowsInTheLog() {
        // A relay that was paused publishes the older version again, after the newer version.
        log.publish(List.of(productListed(10, 1), productListed(20, 2), productListed(10, 1)));
        await().until(() -> log.isConsumedBy("order-service"));
        assertThat(price()).isEqualTo(20);
    }

    @Test
    void keepsTheNewestVersionWhenAnOlderOneIsAppliedLate() {
        EventEnvelope<ProductListed> first = at(1, productListed(10, 1));
        catalog.update(List.of(first, at(2, productListed(20, 2))));
        double ignored = meters.counter("quadrille.catalog.ignored").count();
        // A consumer that was paused before its commit commits after the consumer that replaced it.
        catalog.update(List.of(first));
        assertThat(price()).isEqualTo(20);
        assertThat(meters.counter("quadrille.catalog.ignored").count()).isEqualTo(ignored + 1);
    }

    @Test
    void appliesTheLaterOfTwoEventsWithoutVersion() {
        catalog.update(List.of(at(1, productListed(10)), at(2, productListed(20))));
        catalog.update(List.of(at(1, productListed(10))));
        assertThat(price()).isEqualTo(20);
        catalog.update(List.of(at(3, productListed(30, 1))));
        catalog.update(List.of(at(2, productListed(20))));
        assertThat(price()).isEqualTo(30);
        // A replica of the previous release publishes this change during a rolling upgrade.
        catalog.update(List.of(at(4, productListed(40))));
        assertThat(price()).isEqualTo(40);
    }

    @Test
    void neverReadsAnOldPriceDuringAReplayOfTheTopic() {
        log.publish(productListed(5));
        log.publish(LongStream.rangeClosed(1, 50).mapToObj(it -> productListed(it, it)).toList());
        await().until(() -> log.isConsumedBy("order-service"));
        assertThat(price()).isEqualTo(50);
        recordPriceChanges();
        consumers.stop();
        rewind();
        consumers.start();
        await().until(() -> log.isConsumedBy("order-service"));
        assertThat(recordedPrices()).isEmpty();
        assertThat(price()).isEqualTo(50);
    }

    /// Simulates expired offsets of the consumer group.
    private static void rewind() {
        TopicPartition partition = new TopicPartition("catalog", 0);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            await().ignoreExceptions()
                    .until(() -> {
                        admin.alterConsumerGroupOffsets(
                                        GROUP, Map.of(partition, new OffsetAndMetadata(0)))
                                .all()
                                .get();
                        return true;
                    });
        }
    }

    private void recordPriceChanges() {
        jdbc.sql(
                        """
                        create table recorded_price (amount bigint);
                        create function record_price() returns trigger language plpgsql as
                        'begin insert into recorded_price values (new.amount); return new; end';
                        create trigger record_price after insert or update of amount on product
                           for each row execute function record_price();
                        """)
                .update();
    }

    private Set<Long> recordedPrices() {
        return jdbc.sql("select amount from recorded_price")
                .query((row, _) -> row.getLong("amount"))
                .set();
    }

    private long price() {
        return catalog.find(Set.of(SKU)).values().iterator().next().price().amount();
    }

    private static EventEnvelope<ProductListed> at(long offset, ProductListed product) {
        return new EventEnvelope<>(
                Topic.CATALOG,
                product,
                UUID.randomUUID(),
                Instant.EPOCH,
                EventTrace.NONE,
                new PartitionOffset(0, offset));
    }
}
