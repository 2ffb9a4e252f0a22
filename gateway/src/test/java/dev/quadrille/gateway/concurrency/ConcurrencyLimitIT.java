package dev.quadrille.gateway.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class ConcurrencyLimitIT {

    private static final String[] WORK = {};
    private static final String[] LONG_POLL = {"Prefer", "wait=30"};

    private final StubService queries = new StubService();
    @TempDir private static Path keys;
    private RunningGateway gateway;
    private CountDownLatch release;

    @BeforeAll
    void start() {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.query-service=" + queries.url(),
                        "quadrille.upstream.response-timeout=5m",
                        "quadrille.upstream.long-poll-response-timeout=5m",
                        "quadrille.concurrency-limit.work.total=2",
                        "quadrille.concurrency-limit.work.reserved-for-orders=0",
                        "quadrille.concurrency-limit.work.per-caller=1",
                        "quadrille.concurrency-limit.operators=1",
                        "quadrille.concurrency-limit.long-polls.total=2",
                        "quadrille.concurrency-limit.long-polls.per-caller=1");
    }

    @BeforeEach
    void blockService() {
        release = new CountDownLatch(1);
        queries.respondWith(this::respondWhenReleased);
    }

    @AfterEach
    void releaseService() {
        release.countDown();
    }

    @AfterAll
    void stop() {
        gateway.close();
        queries.close();
    }

    @Test
    void returns429AboveLimitPerCaller() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("alice", WORK);

        HttpResponse<String> second = get("alice", WORK);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(second.body()).contains("/problems/too-many-requests");
        release.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(get("alice", WORK).statusCode()).isEqualTo(200);
    }

    @Test
    void returns503AboveTotalLimitExceptForHealthAndJwkSet() throws Exception {
        var _ = begin("alice", WORK);
        var _ = begin("bob", WORK);

        HttpResponse<String> third = get("carol", WORK);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(third.body()).contains("/problems/unavailable");
        assertThat(gateway.client().get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(gateway.client().get("/oauth2/jwks").statusCode()).isEqualTo(200);
    }

    @Test
    void servesOperatorWhileItRejectsCustomers() throws Exception {
        var _ = begin("alice", WORK);
        var _ = begin("bob", WORK);

        CompletableFuture<HttpResponse<String>> operator = begin("operator", WORK);

        assertThat(get("carol", WORK).statusCode()).isEqualTo(503);
        assertThat(get("operator", WORK).statusCode()).as("above reserved share").isEqualTo(503);
        release.countDown();
        assertThat(operator.join().statusCode()).isEqualTo(200);
        assertThat(get("operator", WORK).statusCode()).as("permit returned").isEqualTo(200);
    }

    @Test
    void limitsLongPollsSeparately() throws Exception {
        var _ = begin("alice", LONG_POLL);
        var _ = begin("bob", LONG_POLL);

        assertThat(get("alice", LONG_POLL).statusCode()).isEqualTo(429);
        assertThat(get("carol", LONG_POLL).statusCode()).isEqualTo(503);
        CompletableFuture<HttpResponse<String>> work = begin("alice", WORK);
        release.countDown();
        assertThat(work.join().statusCode()).isEqualTo(200);
    }

    private void respondWhenReleased(HttpExchange exchange) throws IOException {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StubService.respond(exchange, 200, "{}");
    }

    /// Sends a request, and returns when it has reached the service.
    private CompletableFuture<HttpResponse<String>> begin(String name, String[] headers)
            throws Exception {
        CompletableFuture<HttpResponse<String>> response =
                CompletableFuture.supplyAsync(() -> get(name, headers));
        queries.nextRequest();
        return response;
    }

    private HttpResponse<String> get(String name, String[] headers) {
        try {
            var request =
                    gateway.client()
                            .request("/api/orders/1")
                            .header("Authorization", "Bearer " + gateway.client().tokenFor(name));
            return gateway.client().send(headers.length == 0 ? request : request.headers(headers));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
