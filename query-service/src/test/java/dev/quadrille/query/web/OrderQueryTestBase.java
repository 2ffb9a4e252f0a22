package dev.quadrille.query.web;

import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The common base class of tests that publish the events of one order and read the order over
/// HTTP. Each test has a new order of the customer alice.
@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // So long that only a signal of the projection can wake a request.
            "quadrille.long-poll.poll=1h",
            "quadrille.long-poll.per-caller=3"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrderQueryTestBase {

    final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    final QueryClient client;
    final MeterRegistry meters;
    OrderId order = SampleOrders.order();

    OrderQueryTestBase(int port, MeterRegistry meters) {
        this.client = new QueryClient(port);
        this.meters = meters;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void createOrder() {
        order = SampleOrders.order();
    }

    @AfterAll
    void close() {
        log.close();
    }

    List<OrderEvent> confirmedOrder() {
        return SampleOrders.confirmed(order);
    }

    void publishAndAwait(OrderEvent event) {
        publishAndAwait(List.of(event));
    }

    void publishAndAwait(List<OrderEvent> events) {
        log.publish(events);
        awaitProjected();
    }

    void awaitProjected() {
        await().until(() -> log.isConsumedBy("query-service"));
    }

    HttpResponse<String> get(String path, String... headers) {
        return client.asAlice(orderPath() + path, headers);
    }

    String orderPath() {
        return "/api/orders/" + order;
    }
}
