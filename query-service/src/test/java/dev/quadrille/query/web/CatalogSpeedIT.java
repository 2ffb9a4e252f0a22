package dev.quadrille.query.web;

import static dev.quadrille.testsupport.samples.Samples.productListed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Measures the throughput with and without the cache. Disabled unless `quadrille.figures` is set.
@EnabledIfSystemProperty(named = "quadrille.figures", matches = "true")
@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=query-service")
@Import(UncachedProducts.class)
class CatalogSpeedIT {

    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final String SKU = "/ESPRESSO-MACHINE";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort private int port;

    @Test
    void servesMoreRequestsWithCacheThanWithout() {
        try (TopicLog<ProductListed> log = new TopicLog<>(Topic.CATALOG)) {
            log.publish(productListed(49_900));
        }
        await().until(() -> get("/api/products" + SKU) == 200);
        double cachedTotal = 0;
        double uncachedTotal = 0;
        for (int round = 0; round < 4; round++) {
            double uncached = requestsPerSecond("/uncached" + SKU);
            double cached = requestsPerSecond("/api/products" + SKU);
            System.out.printf("%.0f/s without, %.0f/s with the cache%n", uncached, cached);
            // The first round only warms up.
            uncachedTotal += round == 0 ? 0 : uncached;
            cachedTotal += round == 0 ? 0 : cached;
        }
        System.out.printf(
                "%.2f times as many requests/s with the cache%n", cachedTotal / uncachedTotal);
        assertThat(cachedTotal).isGreaterThan(uncachedTotal);
    }

    private double requestsPerSecond(String path) {
        long end = System.nanoTime() + ROUND.toNanos();
        long requests =
                IntStream.range(0, 8)
                        .parallel()
                        .mapToLong(_ -> {
                            long count = 0;
                            while (System.nanoTime() - end < 0) {
                                assertThat(get(path)).isEqualTo(200);
                                count++;
                            }
                            return count;
                        })
                        .sum();
        return (double) requests / ROUND.toSeconds();
    }

    private int get(String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
