package dev.quadrille.order;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.productListed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The common base class of the tests of the order API.
@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Most of these tests settle no orders, which is overload.
        properties = "quadrille.order.max-settlement-time=365d")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderTestBase {

    final OrderClient client;
    final JdbcClient jdbc;
    final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);

    OrderTestBase(int port, JdbcClient jdbc) {
        this.client = new OrderClient(port);
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeAll
    void listProducts() {
        publishPrice(PRICE.amount());
    }

    @AfterAll
    void close() {
        log.close();
        catalog.close();
    }

    void publishPrice(long price) {
        catalog.publish(productListed(price));
        await().until(() -> catalog.isConsumedBy("order-service"));
    }

    int ordersOf(String customer) {
        return jdbc.sql("select count(*) from orders where customer_id = :customer")
                .param("customer", customer)
                .query(Integer.class)
                .single();
    }

    static Set<String> bodiesOf(List<HttpResponse<String>> responses, int status) {
        return responses.stream()
                .filter(response -> response.statusCode() == status)
                .map(HttpResponse::body)
                .collect(Collectors.toSet());
    }

    static void assertIsProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }
}
