package dev.quadrille.gateway.http;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import dev.quadrille.gateway.http.HostileConnection.Attack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 2,000 hostile connections at the same time, with the limits and deadlines of production. The
/// test and the gateway share one JVM, so the measured memory is that of both.
class HostileCrowdIT {

    private static final int HOSTILE = 2_000;
    private static final int REQUESTS = 400;
    private static final int MAX_CONNECTIONS = 800;
    private static final int MAX_REQUESTS = 500;
    private static final long MEBIBYTE = 1024L * 1024;

    /// 80 KB per connection, as documented in `platform.yml`, 100 KB per request in progress, as
    /// documented in `application.yml`, and some noise.
    private static final long MAX_GROWTH =
            MAX_CONNECTIONS * 80L * 1024 + MAX_REQUESTS * 100L * 1024 + 16 * MEBIBYTE;

    @TempDir private static Path keys;

    @Test
    void servesHonestClientWithBoundedMemory() throws Exception {
        try (StubService service = new StubService();
                RunningGateway gateway = start(service)) {
            HonestClient honest = new HonestClient(gateway.client());
            honest.sendUntil(REQUESTS, () -> true);
            List<Long> quiet = honest.sendUntil(REQUESTS, () -> true);
            long before = liveHeap(service);
            List<Long> attacked = new ArrayList<>();
            List<Long> growth = new ArrayList<>();

            try (HostileCrowd crowd =
                    HostileCrowd.start(gateway.port(), HOSTILE, attacks(gateway))) {
                for (int rounds : List.of(2, 4, 6, 8)) {
                    attacked.addAll(honest.sendUntil(REQUESTS, () -> crowd.rounds() >= rounds));
                    growth.add(liveHeap(service) - before);
                }
                report(quiet, attacked, growth);

                assertThat(gateway.openConnections()).isBetween(100L, MAX_CONNECTIONS + 100L);
                assertThat(growth).allMatch(bytes -> bytes < MAX_GROWTH);
            }
            await().atMost(ofSeconds(60)).until(() -> gateway.openConnections() < 20);
            assertThat(liveHeap(service) - before).as("rest").isLessThan(24 * MEBIBYTE);
        }
    }

    private static RunningGateway start(StubService service) {
        service.respondWith(HostileCrowdIT::respond);
        return RunningGateway.start(
                "spring.profiles.active=demo",
                "quadrille.keys-dir=" + keys,
                "quadrille.services.order-service=" + service.url(),
                "quadrille.services.query-service=" + service.url(),
                // All clients share one address.
                "quadrille.rate-limit.anonymous.burst=1000000",
                "quadrille.rate-limit.credentials.burst=1000000",
                "quadrille.rate-limit.customer.burst=1000000");
    }

    private static void respond(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/api/products")) {
            StubService.respondWithZeros(exchange, MEBIBYTE);
        } else {
            StubService.respond(exchange, 200, "{}");
        }
    }

    private static List<Attack> attacks(RunningGateway gateway) throws Exception {
        String order =
                "POST /api/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + gateway.client().tokenFor("bob")
                        + "\r\nIdempotency-Key: k\r\n";
        return List.of(
                new Attack("GET /api/products HTTP/1.1\r\nHost: a\r\nX: ", "a"),
                new Attack(order + "Content-Length: 100000\r\n\r\n" + " ".repeat(9000), " "),
                new Attack(order + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
                new Attack("GET /api/products HTTP/1.1\r\nHost: a\r\n\r\n", ""),
                new Attack("GET /actuator/health HTTP/1.1\r\nHost: a\r\n\r\n", ""));
    }

    /// Bytes in use after a collection. Also forgets the requests that the service has recorded.
    private static long liveHeap(StubService service) {
        service.respondWith(HostileCrowdIT::respond);
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void report(List<Long> quiet, List<Long> attacked, List<Long> growth) {
        System.out.printf(
                "%d hostile connections: p99 of an honest client %.1f ms, without them %.1f ms"
                        + " (ratio %.1f), median %.1f and %.1f ms; growth of the live heap %s MiB%n",
                HOSTILE,
                percentile(attacked, 99) / 1e6,
                percentile(quiet, 99) / 1e6,
                (double) percentile(attacked, 99) / percentile(quiet, 99),
                percentile(attacked, 50) / 1e6,
                percentile(quiet, 50) / 1e6,
                growth.stream().map(bytes -> bytes / MEBIBYTE).toList());
    }

    private static long percentile(List<Long> nanos, int percent) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * percent / 100);
    }

    /// Reads on a connection that is kept alive, and sends every tenth request on a new one.
    private record HonestClient(GatewayClient keptAlive, String alice) {

        HonestClient(GatewayClient client) throws Exception {
            this(client, "Bearer " + client.tokenFor("alice"));
        }

        /// Sends this number of requests, and more until the condition holds. Each must succeed.
        /// Returns how long each took, in nanoseconds.
        List<Long> sendUntil(int requests, BooleanSupplier condition) throws Exception {
            List<Long> durations = new ArrayList<>();
            while (durations.size() < requests || !condition.getAsBoolean()) {
                long begin = System.nanoTime();
                assertThat(durations.size() % 10 == 0 ? placeOrder() : listOrders())
                        .as("status of request %d", durations.size())
                        .isEqualTo(200);
                durations.add(System.nanoTime() - begin);
            }
            return durations;
        }

        private int listOrders() throws Exception {
            return keptAlive.get("/api/orders", "Authorization", alice).statusCode();
        }

        private int placeOrder() throws Exception {
            try (GatewayClient fresh = keptAlive.onNewConnection()) {
                return fresh.send(
                                fresh.request("/api/orders")
                                        .header("Authorization", alice)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{}")))
                        .statusCode();
            }
        }
    }
}
