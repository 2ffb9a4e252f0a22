package dev.quadrille.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.value.OrderId;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Time limits of requests. The database itself has no limits here.
@TestPropertySource(
        properties = {
            // The request as a whole may be slow, such as the first one after the start.
            "quadrille.request.limit=60s",
            "quadrille.request.statement=2s",
            "spring.datasource.hikari.data-source-properties.options=-c statement_timeout=0 -c lock_timeout=0"
        })
class RequestTimeLimitIT extends OrderTestBase {

    private final TransactionTemplate transaction;
    private final DataSource connections;

    @Autowired
    RequestTimeLimitIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            DataSource connections) {
        super(port, jdbc);
        this.transaction = transaction;
        this.connections = connections;
    }

    @Test
    void returns503IfStatementWaitsTooLong() {
        OrderId order = client.placeOrder();

        HttpResponse<String> response =
                transaction.execute(_ -> {
                    lock(order);
                    return client.cancel("alice", order);
                });

        assertIsProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3L);
        assertThat(client.cancel("alice", order).statusCode()).isEqualTo(202);
    }

    @Test
    void statementsOutsideOfRequestsHaveNoSuchLimit() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.getQueryTimeout()).isZero();
        }
    }

    private void lock(OrderId order) {
        jdbc.sql("select 1 from orders where order_id = :order for update")
                .param("order", order.value())
                .query(Integer.class)
                .single();
    }
}
