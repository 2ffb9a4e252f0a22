package dev.quadrille.load.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerWatchTest {

    private final BreakerWatch watch = new BreakerWatch(Instant.parse("2026-01-01T10:00:00Z"));

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void listsTransitionsSinceTheStartOnce() {
        String opened =
                response("order-service", "OPEN", "\"2026-01-01T10:00:01Z\"")
                        + response("query-service", "CLOSED", "\"2026-01-01T09:00:00Z\"")
                        + response("payment-service", "CLOSED", "null");
        watch.add(opened);
        watch.add(opened);
        watch.add(response("order-service", "HALF_OPEN", "\"2026-01-01T10:00:03Z\""));

        assertThat(watch.lines().lines())
                .containsExactly(
                        "2026-01-01T10:00:01Z order-service -> OPEN",
                        "2026-01-01T10:00:03Z order-service -> HALF_OPEN");
    }

    @Test
    void saysThatThereWasNone() {
        assertThat(watch.lines()).isEqualTo("No transition of a circuit breaker");
    }

    private static String response(String name, String state, String lastTransition) {
        return """
        {"name":"%s","state":"%s","failureRate":null,"slowCallRate":null,"calls":0,\
        "failedCalls":0,"slowCalls":0,"rejectedCalls":0,"lastTransition":%s}\
        """
                .formatted(name, state, lastTransition);
    }
}
