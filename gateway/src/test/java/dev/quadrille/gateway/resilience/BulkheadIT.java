package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bulkhead per service, and the separate shares for fallback reads and operators.
class BulkheadIT extends ResilienceTestBase {

    @BeforeEach
    void disableBreakers() {
        breakers().getAllCircuitBreakers().forEach(CircuitBreaker::transitionToDisabledState);
    }

    @Test
    void frozenServiceDoesNotAffectOthers() throws Exception {
        queries.set(Mode.FROZEN);
        var frozen = begin(20, "/api/products");
        await().until(() -> queries.received().size() == 20);

        HttpResponse<String> rejected = getAsCustomer("/api/products");

        assertThat(rejected.statusCode()).isEqualTo(503);
        assertThat(rejected.body()).contains("bulkhead is full");
        assertThat(rejected.headers().firstValue("Retry-After")).isPresent();
        assertThat(placeOrder().statusCode()).isEqualTo(200);
        assertThat(get("/api/orders/1").statusCode()).as("fallback").isEqualTo(200);
        queries.set(Mode.OK);
        frozen.forEach(CompletableFuture::join);
        assertThat(getAsCustomer("/api/products").statusCode())
                .as("permits returned")
                .isEqualTo(200);
    }

    @Test
    void servesOperatorsWhileItRejectsCustomers() throws Exception {
        queries.setByRequest(it -> it.contains("customer") ? Mode.FROZEN : Mode.OK);
        var customers = begin(20, "/api/products?customer");
        await().until(() -> queries.received().size() == 20);

        assertThat(getAsCustomer("/api/products").statusCode()).isEqualTo(503);
        assertThat(get("/api/products").statusCode()).isEqualTo(200);
        queries.set(Mode.OK);
        customers.forEach(CompletableFuture::join);
    }

    @Test
    void fallbackReadsHaveTheirOwnShare() throws Exception {
        queries.set(Mode.NOT_FOUND);
        orders.setByRequest(it -> it.startsWith("GET") ? Mode.FROZEN : Mode.OK);
        var reads = begin(3, "/api/orders/1");
        await().until(() -> orders.received().size() == 3);

        assertThat(get("/api/orders/1").statusCode()).isEqualTo(503);
        assertThat(placeOrder().statusCode()).isEqualTo(200);
        orders.set(Mode.OK);
        reads.forEach(it -> it.join());
        assertThat(get("/api/orders/1").statusCode()).isEqualTo(200);
    }
}
