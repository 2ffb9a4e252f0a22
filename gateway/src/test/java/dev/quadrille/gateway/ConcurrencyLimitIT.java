package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
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

    private static final String[] NO_WAIT = {};
    private static final String[] WAIT = {"Prefer", "wait=30"};

    private final StubService queries = new StubService();
    @TempDir private static Path keys;
    private GatewayRun gateway;
    private CountDownLatch hold;

    @BeforeAll
    void open() {
        gateway =
                GatewayRun.start(
                        "spring.profiles.active=demo",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.query-service=" + queries.url(),
                        "quadrille.calls.answer-limit=5m",
                        "quadrille.calls.patient-answer-limit=5m",
                        "quadrille.requests-at-once.work.total=2",
                        "quadrille.requests-at-once.work.per-caller=1",
                        "quadrille.requests-at-once.long-polls.total=2",
                        "quadrille.requests-at-once.long-polls.per-caller=1");
    }

    @BeforeEach
    void hold() {
        hold = new CountDownLatch(1);
        queries.behave(this::answerLater);
    }

    @AfterEach
    void letGo() {
        hold.countDown();
    }

    @AfterAll
    void close() {
        gateway.close();
        queries.close();
    }

    @Test
    void limitsWhatOneCallerHasUnderWay() throws Exception {
        CompletableFuture<HttpResponse<String>> first = begin("alice", NO_WAIT);

        HttpResponse<String> second = ask("alice", NO_WAIT);

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(second.body()).contains("/problems/too-many-requests");
        hold.countDown();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(ask("alice", NO_WAIT).statusCode()).isEqualTo(200);
    }

    @Test
    void limitsWhatAllCallersHaveUnderWayAndAnswersHealthAllTheSame() throws Exception {
        var _ = begin("alice", NO_WAIT);
        var _ = begin("bob", NO_WAIT);

        HttpResponse<String> third = ask("carol", NO_WAIT);

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(third.body()).contains("/problems/unavailable");
        assertThat(gateway.client().get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(gateway.client().get("/oauth2/jwks").statusCode()).isEqualTo(200);
    }

    @Test
    void givesLongPollsPermitsOfTheirOwn() throws Exception {
        var _ = begin("alice", WAIT);
        var _ = begin("bob", WAIT);

        assertThat(ask("alice", WAIT).statusCode()).isEqualTo(429);
        assertThat(ask("carol", WAIT).statusCode()).isEqualTo(503);
        CompletableFuture<HttpResponse<String>> work = begin("alice", NO_WAIT);
        hold.countDown();
        assertThat(work.join().statusCode()).isEqualTo(200);
    }

    private void answerLater(HttpExchange exchange) throws IOException {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StubService.answer(exchange, 200, "{}");
    }

    /// Sends a request and returns when it has reached the service.
    private CompletableFuture<HttpResponse<String>> begin(String name, String[] headers)
            throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> ask(name, headers));
        queries.nextSeen();
        return answer;
    }

    private HttpResponse<String> ask(String name, String[] headers) {
        try {
            var request =
                    gateway.client()
                            .to("/api/orders/1")
                            .header("Authorization", "Bearer " + gateway.client().tokenOf(name));
            return gateway.client().send(headers.length == 0 ? request : request.headers(headers));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
