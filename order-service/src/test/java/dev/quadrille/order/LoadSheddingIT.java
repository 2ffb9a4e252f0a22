package dev.quadrille.order;

import static dev.quadrille.order.OrderClient.newKey;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.value.OrderId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Rejects new orders while too many are open, and accepts them again.
@TestPropertySource(
        properties = {
            "quadrille.order.max-settlement-time=10s",
            // The test ages orders, and must not cancel them.
            "quadrille.order.deadline=1h"
        })
class LoadSheddingIT extends OrderTestBase {

    private static final int MANY = 60;

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
        placeOrders("bob", MANY);
        awaitStatus("alice", 503);

        HttpResponse<String> rejected = client.place("alice", newKey(), OrderClient.BODY);
        assertIsProblem(rejected, 503, "unavailable");
        int retryAfter =
                Integer.parseInt(rejected.headers().firstValue("Retry-After").orElseThrow());
        assertThat(retryAfter).isBetween(1, 11);
        assertThat(client.place("alice", key, OrderClient.BODY).body()).isEqualTo(accepted.body());

        settleAll();
        awaitStatus("alice", 202);
    }

    private void placeOrders(String customer, int count) {
        IntStream.range(0, count)
                .forEach(_ ->
                        assertThat(client.place(customer, newKey(), OrderClient.BODY).statusCode())
                                .isEqualTo(202));
        jdbc.sql("update orders set placed_at = now() - interval '5 s' where status = 'PLACED'")
                .update();
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
