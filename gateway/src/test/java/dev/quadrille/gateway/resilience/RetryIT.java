package dev.quadrille.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.gateway.resilience.FailingBackend.Mode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Retries, and their budget.
class RetryIT extends ResilienceTestBase {

    /// Fills the retry budgets.
    @BeforeEach
    void fillBudgets() throws Exception {
        for (int i = 0; i < 20; i++) {
            get(STOCK);
            placeOrder();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "REFUSED"})
    void repeatsReadOnce(Mode failure) throws Exception {
        inventory.setByRequest(onceThenOk(failure));

        assertThat(get(STOCK).statusCode()).isEqualTo(200);
        assertThat(inventory.received()).hasSize(2);
    }

    @Test
    void repeatsOrderWithIdempotencyKeyAndSameBody() throws Exception {
        orders.setByRequest(onceThenOk(Mode.SERVER_ERROR));

        assertThat(placeOrder("Idempotency-Key", "k-1").statusCode()).isEqualTo(200);

        assertThat(orders.received())
                .hasSize(2)
                .allMatch(it -> it.contains("{\"order\":1}") && it.contains("k-1"));
    }

    @Test
    void neverRepeatsOrderWithoutIdempotencyKey() throws Exception {
        orders.setByRequest(onceThenOk(Mode.SERVER_ERROR));

        assertThat(placeOrder().statusCode()).isEqualTo(500);
        assertThat(orders.received()).hasSize(1);
    }

    @Test
    void neverRepeatsAfterLoadShedding() throws Exception {
        orders.setByRequest(onceThenOk(Mode.LOAD_SHEDDING));

        assertThat(placeOrder("Idempotency-Key", "k-2").statusCode()).isEqualTo(503);
        assertThat(orders.received()).hasSize(1);
    }

    @Test
    void neverRepeatsAfterResponseTimeout() throws Exception {
        orders.setByRequest(onceThenOk(Mode.FROZEN));

        assertThat(placeOrder("Idempotency-Key", "k-3").statusCode()).isEqualTo(504);
        assertThat(orders.received()).hasSize(1);
    }

    @Test
    void limitsRetriesByBudget() throws Exception {
        breakers().circuitBreaker("inventory-service").transitionToDisabledState();
        inventory.set(Mode.SERVER_ERROR);

        for (int i = 0; i < 200; i++) {
            assertThat(get(STOCK).statusCode()).isEqualTo(500);
        }

        // A tenth of the calls, and at most ten saved up before.
        assertThat(inventory.received()).hasSizeBetween(215, 230);
    }

    /// With `REFUSED` the backend closes the connection without a response.
    private static Function<String, Mode> onceThenOk(Mode failure) {
        AtomicBoolean failed = new AtomicBoolean();
        return _ -> failed.getAndSet(true) ? Mode.OK : failure;
    }
}
