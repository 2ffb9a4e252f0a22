package dev.quadrille.order;

import static dev.quadrille.order.OrderClient.newKey;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.value.OrderId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Rejects new orders while too many are open, and accepts them again.
@TestPropertySource(
        properties = {"quadrille.order.max-settlement-time=10s", "quadrille.order.deadline=1h"})
class LoadSheddingIT extends OrderTestBase {

    private static final int ALWAYS_ACCEPTED = 50;

    @Autowired
    LoadSheddingIT(@LocalServerPort int port, JdbcClient jdbc) {
        super(port, jdbc);
    }

    @AfterEach
    void settleAll() {
        log.publish(openOrders().stream().map(it -> shipmentBooked(it)).toList());
        await().until(() -> openOrders().isEmpty());
    }

    @Test
    void rejectsNewOrdersUntilOpenOrdersSettle() {
        String key = newKey();
        HttpResponse<String> accepted = client.place("alice", key, OrderClient.BODY);
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(placeUntilRejected("bob")).isGreaterThanOrEqualTo(ALWAYS_ACCEPTED);

        HttpResponse<String> rejected = client.place("alice", newKey(), OrderClient.BODY);
        assertIsProblem(rejected, 503, "unavailable");
        int retryAfter =
                Integer.parseInt(rejected.headers().firstValue("Retry-After").orElseThrow());
        assertThat(retryAfter).isBetween(1, 21);
        assertThat(client.place("alice", key, OrderClient.BODY).body()).isEqualTo(accepted.body());

        settleAll();
        awaitStatus("alice", 202);
    }

    /// Returns how many orders are open then.
    private int placeUntilRejected(String customer) {
        await().pollInterval(Duration.ofMillis(10))
                .until(
                        () -> client.place(customer, newKey(), OrderClient.BODY).statusCode(),
                        status -> status == 503);
        return openOrders().size();
    }

    private void awaitStatus(String customer, int status) {
        await().until(
                        () -> client.place(customer, newKey(), OrderClient.BODY).statusCode(),
                        it -> it == status);
    }

    private List<OrderId> openOrders() {
        return jdbc.sql("select order_id from orders where status = 'PLACED'")
                .query((row, _) -> OrderId.of(row.getString(1)))
                .list();
    }
}
