package dev.quadrille.query.application.catalog;

import static dev.quadrille.query.application.QueryClient.read;
import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.reader.PartitionOffset;
import dev.quadrille.messaging.reader.TopicReaders;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=query-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {

    private final TopicLog<ProductListed> log = new TopicLog<>(Topic.CATALOG);
    private final QueryClient client;
    private final CatalogReplica replica;
    private final TopicReaders logs;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final String sku = "OFTEN-CHANGED";

    @Autowired
    CatalogIT(
            @LocalServerPort int port,
            CatalogReplica replica,
            TopicReaders logs,
            MeterRegistry meters,
            JdbcClient jdbc) {
        this.client = new QueryClient(port);
        this.replica = replica;
        this.logs = logs;
        this.meters = meters;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void showsTheCatalogToAnyone() {
        log.publish(List.of(listed("Z-LAST", 300), listed("B-FIRST", 200)));
        await().until(() -> shown("Z-LAST").equals(Optional.of(300)));
        HttpResponse<String> answer = client.asNobody("/api/products");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(QueryClient.<List<String>>read(answer, "$.products[*].sku"))
                .isSorted()
                .contains("B-FIRST", "Z-LAST");
        assertThat(client.asNobody("/api/products/B-FIRST").body())
                .isEqualTo(
                        "{\"sku\":\"B-FIRST\",\"name\":\"CatalogProduct\",\"price\":{\"amount\":200,\"currency\":\"EUR\"}}");
        assertThat(client.asAlice("/api/products/B-FIRST").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/api/products/TAGGED"})
    void mayBeKeptForAMomentAndThenAskedAbout(String path) {
        log.publish(listed("TAGGED", 100 + path.length()));
        await().until(() -> shown("TAGGED").equals(Optional.of(100 + path.length())));
        HttpResponse<String> answer = client.asNobody(path);
        assertThat(answer.headers().allValues("Cache-Control"))
                .containsExactly("max-age=5, must-revalidate, public");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = client.asNobody(path, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
        assertThat(unchanged.headers().allValues("Cache-Control"))
                .containsExactly("max-age=5, must-revalidate, public");
        log.publish(listed("TAGGED", 1));
        await().until(() -> client.asNobody(path, "If-None-Match", tag).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "no-sku", "%20"})
    void doesNotFindWhatIsNotListed(String unknown) {
        HttpResponse<String> answer = client.asNobody("/api/products/" + unknown);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/problems/not-found");
    }

    @Test
    void showsANewProductThatWasAskedForBefore() {
        assertThat(shown("COMING")).isEmpty();
        assertThat(shown("COMING")).isEmpty();
        log.publish(listed("COMING", 5));
        await().until(() -> shown("COMING").equals(Optional.of(5)));
    }

    @Test
    void showsEveryNewPriceHoweverOftenItIsAskedForMeanwhile() {
        for (int price = 1; price <= 20; price++) {
            int now = price;
            log.publish(listed(sku, now));
            await().until(() -> shown(sku).equals(Optional.of(now)));
            assertThat(shown(sku)).contains(now);
        }
    }

    @Test
    void hearsOfANewPriceOnEveryReplica() {
        CachedCatalog anothers = new CachedCatalog(replica, new SimpleMeterRegistry());
        CatalogCacheInvalidation another = new CatalogCacheInvalidation(logs, anothers);
        another.start();
        try {
            for (int price = 1; price <= 20; price++) {
                Money now = new Money(price, PRICE.currency());
                log.publish(listed("EVERYWHERE", price));
                await().until(() ->
                        anothers.find(new Sku("EVERYWHERE"))
                                .map(CatalogProduct::price)
                                .equals(Optional.of(now)));
                int cents = price;
                await().until(() -> shown("EVERYWHERE").equals(Optional.of(cents)));
            }
        } finally {
            another.stop();
        }
    }

    @Test
    void asksTheTablesOnceForMany() {
        log.publish(listed("ASKED", 7));
        await().until(() -> shown("ASKED").equals(Optional.of(7)));
        await().untilAsserted(() -> {
            double loads = loads();
            for (int i = 0; i < 20; i++) {
                assertThat(shown("ASKED")).contains(7);
            }
            assertThat(loads()).isEqualTo(loads);
        });
    }

    @Test
    void keepsTheNewestVersionWhereverItStandsInTheLog() {
        log.publish(List.of(listed("OVERTAKEN", 10, 1), listed("OVERTAKEN", 20, 2)));
        await().until(() -> shown("OVERTAKEN").equals(Optional.of(20)));
        double ignored = ignored();
        // A relay that was frozen sends the older version once more, after its successor.
        log.publish(listed("OVERTAKEN", 10, 1));
        await().until(() -> ignored() == ignored + 1);
        assertThat(shown("OVERTAKEN")).contains(20);
        log.publish(listed("OVERTAKEN", 30, 3));
        await().until(() -> shown("OVERTAKEN").equals(Optional.of(30)));
    }

    @Test
    void goesOnAnsweringFromMemoryAfterAnOlderVersion() {
        log.publish(List.of(listed("REMEMBERED", 20, 2), listed("REMEMBERED", 10, 1)));
        await().until(() -> shown("REMEMBERED").equals(Optional.of(20)));
        await().untilAsserted(() -> {
            double loads = loads();
            assertThat(shown("REMEMBERED")).contains(20);
            assertThat(loads()).isEqualTo(loads);
        });
    }

    @Test
    void keepsTheNewestVersionWhenAnOlderOneIsWrittenLate() {
        EventEnvelope<ProductListed> first = at(1_000_000, listed("SHUFFLED", 10, 1));
        replica.update(List.of(first, at(1_000_001, listed("SHUFFLED", 20, 2))));
        // A consumer that was frozen before its transaction commits after its successor.
        replica.update(List.of(first));
        assertThat(priceOf("SHUFFLED")).isEqualTo(20);
        forget("SHUFFLED");
    }

    @Test
    void takesTheLaterOneOfEventsWithoutAVersion() {
        replica.update(List.of(at(1_000_001, listed("UNVERSIONED", 20))));
        replica.update(List.of(at(1_000_000, listed("UNVERSIONED", 10))));
        assertThat(priceOf("UNVERSIONED")).isEqualTo(20);
        replica.update(List.of(at(1_000_002, listed("UNVERSIONED", 30, 1))));
        replica.update(List.of(at(1_000_001, listed("UNVERSIONED", 20))));
        assertThat(priceOf("UNVERSIONED")).isEqualTo(30);
        // Changed by a replica of the former release, while services are upgraded.
        replica.update(List.of(at(1_000_003, listed("UNVERSIONED", 40))));
        assertThat(priceOf("UNVERSIONED")).isEqualTo(40);
        forget("UNVERSIONED");
    }

    private long priceOf(String product) {
        return replica.find(new Sku(product)).orElseThrow().price().amount();
    }

    /// What the topic has never said would keep the replica from being taken for up to date.
    private void forget(String product) {
        jdbc.sql("delete from product where sku = ?").param(product).update();
    }

    private double ignored() {
        return meters.get("quadrille.catalog.ignored").counter().count();
    }

    private double loads() {
        return meters.get("cache.gets")
                .tag("cache", "catalog")
                .tag("result", "miss")
                .functionCounter()
                .count();
    }

    private Optional<Integer> shown(String product) {
        HttpResponse<String> answer = client.asNobody("/api/products/" + product);
        return answer.statusCode() == 200
                ? Optional.of(read(answer, "$.price.amount"))
                : Optional.empty();
    }

    private static ProductListed listed(String product, long price) {
        return listed(product, price, 0);
    }

    private static ProductListed listed(String product, long price, long version) {
        Money money = new Money(price, PRICE.currency());
        return new ProductListed(new Sku(product), "CatalogProduct", money, version);
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
