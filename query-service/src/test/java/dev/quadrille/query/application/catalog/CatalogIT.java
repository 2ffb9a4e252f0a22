package dev.quadrille.query.application.catalog;

import static dev.quadrille.query.application.QueryClient.read;
import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpResponse;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {

    private final TopicLog<ProductListed> log = new TopicLog<>(Topic.CATALOG);
    private final QueryClient client;
    private final CatalogSnapshot snapshot;
    private final TopicReaders topics;
    private final MeterRegistry meters;
    private final String sku = "OFTEN-CHANGED";

    @Autowired
    CatalogIT(
            @LocalServerPort int port,
            CatalogSnapshot snapshot,
            TopicReaders topics,
            MeterRegistry meters) {
        this.client = new QueryClient(port);
        this.snapshot = snapshot;
        this.topics = topics;
        this.meters = meters;
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
    void showsNewProductAfterRequestsForIt() {
        assertThat(priceOverHttp("NEW-PRODUCT")).isEmpty();
        assertThat(priceOverHttp("NEW-PRODUCT")).isEmpty();
        log.publish(listed("NEW-PRODUCT", 5));
        await().until(() -> priceOverHttp("NEW-PRODUCT").equals(Optional.of(5)));
    }

    @Test
    void showsEveryNewPrice() {
        for (int price = 1; price <= 20; price++) {
            int now = price;
            log.publish(listed(sku, now));
            await().until(() -> priceOverHttp(sku).equals(Optional.of(now)));
            assertThat(priceOverHttp(sku)).contains(now);
        }
    }

    @Test
    void showsNewPriceOnEveryReplica() {
        CatalogGlobalTable otherTable = new CatalogGlobalTable(new SimpleMeterRegistry());
        CatalogConsumer otherConsumer =
                new CatalogConsumer(
                        topics,
                        snapshot,
                        otherTable,
                        new CatalogWriteBehind(
                                new Lease("catalog", UUID.randomUUID(), System::nanoTime),
                                snapshot),
                        new CatalogReadiness());
        otherConsumer.start();
        try {
            for (int price = 1; price <= 20; price++) {
                Money now = new Money(price, PRICE.currency());
                log.publish(listed("EVERYWHERE", price));
                await().until(() ->
                        otherTable
                                .find(new Sku("EVERYWHERE"))
                                .map(CatalogProduct::price)
                                .equals(Optional.of(now)));
                int cents = price;
                await().until(() -> priceOverHttp("EVERYWHERE").equals(Optional.of(cents)));
            }
        } finally {
            otherConsumer.stop();
        }
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
    void savesNewestVersion() {
        log.publish(List.of(listed("SAVED", 10, 1), listed("SAVED", 20, 2)));
        await().until(() -> savedPrices("SAVED").equals(List.of(20L)));
        // A former leader that was suspended saves its older state after its successor.
        snapshot.save(List.of(product("SAVED", 10, 1, 1_000_000)));
        assertThat(savedPrices("SAVED")).containsExactly(20L);
        log.publish(listed("SAVED", 30, 3));
        await().until(() -> savedPrices("SAVED").equals(List.of(30L)));
    }

    @Test
    void savesLaterOfProductsWithoutVersion() {
        snapshot.save(List.of(product("UNVERSIONED", 20, 0, 2)));
        snapshot.save(List.of(product("UNVERSIONED", 10, 0, 1)));
        assertThat(savedPrices("UNVERSIONED")).containsExactly(20L);
        snapshot.save(List.of(product("UNVERSIONED", 30, 1, 3)));
        snapshot.save(List.of(product("UNVERSIONED", 20, 0, 4)));
        assertThat(savedPrices("UNVERSIONED")).containsExactly(30L);
    }

    private List<Long> savedPrices(String product) {
        return snapshot.load().stream()
                .filter(it -> it.sku().value().equals(product))
                .map(it -> it.price().amount())
                .toList();
    }

    private double ignored() {
        return meters.get("quadrille.catalog.ignored").counter().count();
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

    private static CatalogProduct product(String sku, long price, long version, long offset) {
        Money money = new Money(price, PRICE.currency());
        return new CatalogProduct(new Sku(sku), "CatalogProduct", money, version, offset);
    }
}
