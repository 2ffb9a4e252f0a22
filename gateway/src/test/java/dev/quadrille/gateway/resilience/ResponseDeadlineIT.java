package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A service that sends one byte now and then, each within the socket timeout.
class ResponseDeadlineIT extends ResilienceTestBase {

    private static final String SERVICE = "inventory-service";

    @ParameterizedTest
    @EnumSource(names = {"TRICKLING_HEAD", "TRICKLING_BODY"})
    void endsResponseThatTrickles(Mode trickling) throws Exception {
        inventory.set(trickling);

        HttpResponse<String> response = get(STOCK);

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("/problems/timeout");
        assertThat(inventory.received()).as("no retry").hasSize(1);
        assertThat(failedCalls()).isEqualTo(1);
        assertThat(callsInProgress()).isZero();
    }

    /// The body that is discarded in favour of the fallback trickles.
    @Test
    void endsDiscardedResponseThatTrickles() throws Exception {
        queries.set(Mode.TRICKLING_ERROR);

        assertThat(get("/api/orders/1").statusCode()).isEqualTo(200);
        assertThat(orders.received()).hasSize(1);
    }

    private int failedCalls() {
        return breakers().circuitBreaker(SERVICE).getMetrics().getNumberOfFailedCalls();
    }

    private int callsInProgress() {
        var metrics = gateway.bean(BulkheadRegistry.class).bulkhead(SERVICE).getMetrics();
        return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
    }
}
