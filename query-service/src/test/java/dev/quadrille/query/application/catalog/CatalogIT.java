package dev.quadrille.query.application.catalog;

import static dev.quadrille.query.application.QueryClient.read;
import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Received;
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
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void showsCatalogWithoutAuthentication() {
        log.publish(List.of(listed("Z-LAST", 300), listed("B-FIRST", 200)));
        await().until(() -> priceOverHttp("Z-LAST").equals(Optional.of(300)));
        HttpResponse<String> response = client.asAnonymous("/api/products");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(QueryClient.<List<String>>read(response, "$.products[*].sku"))
                .isSorted()
                .contains("B-FIRST", "Z-LAST");
        assertThat(client.asAnonymous("/api/products/B-FIRST").body())
                .isEqualTo(
                        "{\"sku\":\"B-FIRST\",\"name\":\"CatalogProduct\",\"price\":{\"amount\":200,\"currency\":\"EUR\"}}");
        assertThat(client.asAlice("/api/products/B-FIRST").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products", "/api/products/TAGGED"})
    void isCacheableBrieflyAndThenRevalidated(String path) {
        log.publish(listed("TAGGED", 100 + path.length()));
        await().until(() -> priceOverHttp("TAGGED").equals(Optional.of(100 + path.length())));
        HttpResponse<String> response = client.asAnonymous(path);
        assertThat(response.headers().allValues("Cache-Control"))
                .containsExactly("max-age=5, must-revalidate, public");
        String tag = response.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = client.asAnonymous(path, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
        assertThat(unchanged.headers().allValues("Cache-Control"))
                .containsExactly("max-age=5, must-revalidate, public");
        log.publish(listed("TAGGED", 1));
        await().until(() -> client.asAnonymous(path, "If-None-Match", tag).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "no-sku", "%20"})
    void returns404ForUnlistedProduct(String unknown) {
        HttpResponse<String> response = client.asAnonymous("/api/products/" + unknown);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("/problems/not-found");
    }

    @Test
    void showsNewProductAfterCachedAbsence() {
        assertThat(priceOverHttp("NEW-PRODUCT")).isEmpty();
        assertThat(priceOverHttp("NEW-PRODUCT")).isEmpty();
        log.publish(listed("NEW-PRODUCT", 5));
        await().until(() -> priceOverHttp("NEW-PRODUCT").equals(Optional.of(5)));
    }

    @Test
    void showsEveryNewPriceDespiteCachedReads() {
        for (int price = 1; price <= 20; price++) {
            int now = price;
            log.publish(listed(sku, now));
            await().until(() -> priceOverHttp(sku).equals(Optional.of(now)));
            assertThat(priceOverHttp(sku)).contains(now);
        }
    }

    @Test
    void showsNewPriceOnEveryReplica() {
        CachedCatalog otherCatalog = new CachedCatalog(replica, new SimpleMeterRegistry());
        CatalogCacheInvalidation otherInvalidation =
                new CatalogCacheInvalidation(logs, otherCatalog);
        otherInvalidation.start();
        try {
            for (int price = 1; price <= 20; price++) {
                Money now = new Money(price, PRICE.currency());
                log.publish(listed("EVERYWHERE", price));
                await().until(() ->
                        otherCatalog
                                .find(new Sku("EVERYWHERE"))
                                .map(CatalogProduct::price)
                                .equals(Optional.of(now)));
                int cents = price;
                await().until(() -> priceOverHttp("EVERYWHERE").equals(Optional.of(cents)));
            }
        } finally {
            otherInvalidation.stop();
        }
    }

    @Test
    void loadsProductOnceForManyRequests() {
        log.publish(listed("REQUESTED", 7));
        await().until(() -> priceOverHttp("REQUESTED").equals(Optional.of(7)));
        await().untilAsserted(() -> {
            double loads = loads();
            for (int i = 0; i < 20; i++) {
                assertThat(priceOverHttp("REQUESTED")).contains(7);
            }
            assertThat(loads()).isEqualTo(loads);
        });
    }

    @Test
    void keepsNewestVersionRegardlessOfLogOrder() {
        log.publish(List.of(listed("REORDERED", 10, 1), listed("REORDERED", 20, 2)));
        await().until(() -> priceOverHttp("REORDERED").equals(Optional.of(20)));
        double ignored = ignored();
        // A relay that was suspended publishes the older version again, after the newer one.
        log.publish(listed("REORDERED", 10, 1));
        await().until(() -> ignored() == ignored + 1);
        assertThat(priceOverHttp("REORDERED")).contains(20);
        log.publish(listed("REORDERED", 30, 3));
        await().until(() -> priceOverHttp("REORDERED").equals(Optional.of(30)));
    }

    @Test
    void keepsServingFromCacheAfterOlderVersion() {
        log.publish(List.of(listed("CACHED", 20, 2), listed("CACHED", 10, 1)));
        await().until(() -> priceOverHttp("CACHED").equals(Optional.of(20)));
        await().untilAsserted(() -> {
            double loads = loads();
            assertThat(priceOverHttp("CACHED")).contains(20);
            assertThat(loads()).isEqualTo(loads);
        });
    }

    @Test
    void keepsNewestVersionWhenOlderIsWrittenLate() {
        Received<ProductListed> first = at(1_000_000, listed("SHUFFLED", 10, 1));
        replica.update(List.of(first, at(1_000_001, listed("SHUFFLED", 20, 2))));
        // A consumer that was suspended before its transaction commits after its successor.
        replica.update(List.of(first));
        assertThat(priceInTables("SHUFFLED")).isEqualTo(20);
        delete("SHUFFLED");
    }

    @Test
    void keepsLaterOfEventsWithoutVersion() {
        replica.update(List.of(at(1_000_001, listed("UNVERSIONED", 20))));
        replica.update(List.of(at(1_000_000, listed("UNVERSIONED", 10))));
        assertThat(priceInTables("UNVERSIONED")).isEqualTo(20);
        replica.update(List.of(at(1_000_002, listed("UNVERSIONED", 30, 1))));
        replica.update(List.of(at(1_000_001, listed("UNVERSIONED", 20))));
        assertThat(priceInTables("UNVERSIONED")).isEqualTo(30);
        // Simulates a price change by a replica of the previous release in a rolling upgrade.
        replica.update(List.of(at(1_000_003, listed("UNVERSIONED", 40))));
        assertThat(priceInTables("UNVERSIONED")).isEqualTo(40);
        delete("UNVERSIONED");
    }

    private long priceInTables(String product) {
        return replica.find(new Sku(product)).orElseThrow().price().amount();
    }

    /// The offset of the product lies beyond the end of the topic, so the tables would count as up
    /// to date in other tests although they are not.
    private void delete(String product) {
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

    private Optional<Integer> priceOverHttp(String product) {
        HttpResponse<String> response = client.asAnonymous("/api/products/" + product);
        return response.statusCode() == 200
                ? Optional.of(read(response, "$.price.amount"))
                : Optional.empty();
    }

    private static ProductListed listed(String product, long price) {
        return listed(product, price, 0);
    }

    private static ProductListed listed(String product, long price, long version) {
        Money money = new Money(price, PRICE.currency());
        return new ProductListed(new Sku(product), "CatalogProduct", money, version);
    }

    private static Received<ProductListed> at(long offset, ProductListed product) {
        return new Received<>(
                product,
                UUID.randomUUID(),
                Instant.EPOCH,
                EventTrace.NONE,
                new PartitionOffset(0, offset));
    }
}
