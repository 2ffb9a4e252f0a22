package dev.quadrille.query.application.rebuild;

import static dev.quadrille.query.application.QueryClient.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The common base class of tests that rebuild a read model with orders of every kind over HTTP.
@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RebuildTestBase {

    static final String OPERATOR = Tokens.operator();
    static final String PATH = "/api/read-model";

    final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    final QueryClient client;
    final RebuildTools tools;
    final Rebuilds rebuilds;
    final TransactionTemplate transaction;
    final JdbcClient jdbc;

    RebuildTestBase(
            int port, RebuildTools tools, TransactionTemplate transaction, JdbcClient jdbc) {
        this.client = new QueryClient(port);
        this.tools = tools;
        this.rebuilds = tools.rebuilds();
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void publishOrders() {
        log.publish(SampleOrders.ofEveryKind(20));
        awaitProjected();
    }

    @AfterAll
    void close() {
        log.close();
    }

    void rebuild() {
        assertThat(client.postAs(OPERATOR, PATH + "/rebuild").statusCode()).isEqualTo(202);
        awaitServing();
        assertThat(this.<String>find("$.rebuild.state")).isEqualTo("DONE");
    }

    void awaitServing() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> this.<String>find("$.state").equals("SERVING"));
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as JsonPath itself
    <T> T find(String path) {
        return read(client.asOperator(PATH), path);
    }

    void awaitProjected() {
        await().until(() -> log.isConsumedBy("query-service"));
    }
}
