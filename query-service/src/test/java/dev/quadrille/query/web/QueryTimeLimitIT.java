package dev.quadrille.query.web;

import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Time limits of queries. The database itself has no limits here.
@TestPropertySource(
        properties = {
            // The request as a whole may be slow, such as the first one after the start.
            "quadrille.request.limit=60s",
            "quadrille.request.statement=2s",
            "spring.datasource.hikari.data-source-properties.options=-c statement_timeout=0 -c lock_timeout=0"
        })
class QueryTimeLimitIT extends OrderQueryTestBase {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    @Autowired
    QueryTimeLimitIT(
            @LocalServerPort int port,
            MeterRegistry meters,
            JdbcClient jdbc,
            TransactionTemplate transaction) {
        super(port, meters);
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Test
    void returns503IfQueryWaitsTooLong() {
        publishAndAwait(orderPlaced(order));

        HttpResponse<String> response =
                transaction.execute(_ -> {
                    jdbc.sql("lock table order_view in access exclusive mode").update();
                    return get("");
                });

        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("").statusCode()).isEqualTo(200);
    }
}
