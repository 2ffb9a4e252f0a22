package dev.quadrille.query.web;

import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.callers.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Reads an order with `Prefer: wait`.
class LongPollIT extends OrderQueryTestBase {

    private static final String ALICE = Tokens.customer("alice");

    @Autowired
    LongPollIT(@LocalServerPort int port, MeterRegistry meters) {
        super(port, meters);
    }

    @Test
    void returns304AfterWaitWithoutChange() {
        publishAndAwait(orderPlaced(order));
        String tag = get("").headers().firstValue("ETag").orElseThrow();
        assertThat(get("", "Prefer", "wait=1", "If-None-Match", tag).statusCode()).isEqualTo(304);
        CompletableFuture<HttpResponse<String>> waiting = getAsync(ALICE, "If-None-Match", tag);
        log.publish(confirmedOrder());
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    @Test
    void returnsSettledOrderWithoutWait() {
        publishAndAwait(confirmedOrder());
        HttpResponse<String> response = get("", "Prefer", "wait=30");
        assertThat(response.body()).contains("\"settled\":true");
        assertThat(response.headers().firstValue("Preference-Applied")).contains("wait");
    }

    @Test
    void returnsUnsettledOrderAfterWait() {
        publishAndAwait(orderPlaced(order));
        long start = System.nanoTime();
        HttpResponse<String> response = get("", "Prefer", "wait=1");
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"settled\":false");
    }

    /// The wait is longer than the time limit of other requests.
    @Test
    void readsOrderAfterLongWait() {
        publishAndAwait(orderPlaced(order));
        HttpResponse<String> response = get("", "Prefer", "wait=5");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void returns404WithoutWaitForOrderOfAnotherCustomer() {
        publishAndAwait(orderPlaced(order));
        CompletableFuture<HttpResponse<String>> responseToBob = getAsync(Tokens.customer("bob"));
        await().atMost(Duration.ofSeconds(20)).until(responseToBob::isDone);
        assertThat(responseToBob.join().statusCode()).isEqualTo(404);
    }

    @Test
    void returnsOrderWhenItSettles() {
        publishAndAwait(orderPlaced(order));
        CompletableFuture<HttpResponse<String>> waiting = getAsync(ALICE);
        awaitOpenWaits(1);
        log.publish(confirmedOrder());
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    @Test
    void waitsForUnknownOrder() {
        CompletableFuture<HttpResponse<String>> waiting = getAsync(ALICE);
        log.publish(confirmedOrder());
        await().atMost(Duration.ofSeconds(20)).until(waiting::isDone);
        assertThat(waiting.join().body()).contains("\"settled\":true");
    }

    @Test
    void ignoresWaitBeyondLimitPerCaller() {
        publishAndAwait(orderPlaced(order));
        List<CompletableFuture<HttpResponse<String>>> waiting =
                List.of(getAsync(ALICE), getAsync(ALICE), getAsync(ALICE));
        awaitOpenWaits(3);
        HttpResponse<String> beyondLimit = get("", "Prefer", "wait=30");
        assertThat(beyondLimit.statusCode()).isEqualTo(200);
        assertThat(beyondLimit.body()).contains("\"settled\":false");
        assertThat(beyondLimit.headers().firstValue("Preference-Applied")).isEmpty();
        CompletableFuture<HttpResponse<String>> waitingOperator = getAsync(Tokens.operator());
        awaitOpenWaits(4);
        log.publish(confirmedOrder());
        assertThat(waiting).allMatch(it -> it.join().body().contains("\"settled\":true"));
        assertThat(waitingOperator.join().body()).contains("\"settled\":true");
        awaitOpenWaits(0);
    }

    private void awaitOpenWaits(int count) {
        await().until(() -> meters.get("quadrille.waits.open").gauge().value() == count);
    }

    private CompletableFuture<HttpResponse<String>> getAsync(String token, String... headers) {
        return client.asyncAs(
                token,
                orderPath(),
                Stream.concat(Stream.of("Prefer", "wait=30"), Stream.of(headers))
                        .toArray(String[]::new));
    }
}
