package dev.quadrille.order;

import static dev.quadrille.order.OrderClient.BODY;
import static dev.quadrille.order.OrderClient.newKey;
import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.productListed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Tests the scheduled tasks and the admission control of the order service. Its own clock is two
/// hours behind the database clock.
@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // So long that a slow machine does not fail the requests that wait for a connection.
            "spring.datasource.hikari.connection-timeout=20000",
            "quadrille.request.limit=60s"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderDeadlineIT {

    private static final int CONNECTIONS = 10;
    private static final int PERMITS = 4 * CONNECTIONS;

    private final OrderClient client;
    private final JdbcClient jdbc;
    private final DataSource pool;
    private final MeterRegistry meters;
    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);

    @Autowired
    OrderDeadlineIT(@LocalServerPort int port, DataSource pool, MeterRegistry meters) {
        this.client = new OrderClient(port);
        this.jdbc = JdbcClient.create(pool);
        this.pool = pool;
        this.meters = meters;
    }

    @TestConfiguration
    static class ClockBehind {
        @Bean
        Clock clock() {
            return Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
        }
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeAll
    void listProducts() {
        catalog.publish(productListed(PRICE.amount()));
        await().until(() -> catalog.isConsumedBy("order-service"));
    }

    @BeforeEach
    void deleteOpenOrders() {
        jdbc.sql("delete from orders where status = 'PLACED'").update();
    }

    @AfterAll
    void close() {
        log.close();
        catalog.close();
    }

    /// Simulates a database clock that steps back by two hours.
    @Test
    void restartsADeadlineThatIsHoursAhead() {
        OrderId ahead = client.placeOrder();
        setAge("-2 hours", ahead);
        await().untilAsserted(() -> assertThat(secondsToDeadline(ahead)).isLessThanOrEqualTo(30));
        assertThat(statusOf(ahead)).isEqualTo("PLACED");
    }

    private double secondsToDeadline(OrderId order) {
        return jdbc.sql(
                        "select 30 - extract(epoch from now() - placed_at) from orders where"
                                + " order_id = ?")
                .param(order.value())
                .query(Double.class)
                .single();
    }

    @Test
    void cancelsAnOverdueOrderInTheTraceOfTheOrder() {
        OrderId late = client.placeOrder();
        OrderId inTime = client.placeOrder();
        double before = meters.counter("quadrille.orders.deadline").count();
        setAge("31 seconds", late);
        await().until(() -> statusOf(late).equals("CANCELLED"));
        await().untilAsserted(() -> assertThat(receivedEvents(late)).hasSize(2));
        List<EventEnvelope<OrderEvent>> events = receivedEvents(late);
        assertThat(events.getLast().event())
                .isEqualTo(
                        new OrderCancelled(
                                late, CancellationReason.DEADLINE_PASSED, PRICE.plus(PRICE)));
        assertThat(events.getLast().trace().parent())
                .isPresent()
                .isEqualTo(events.getFirst().trace().parent());
        assertThat(statusOf(inTime)).isEqualTo("PLACED");
        assertThat(meters.counter("quadrille.orders.deadline").count()).isEqualTo(before + 1);
    }

    @Test
    void cancelsMoreOrdersThanOneBatchExactlyOnce() {
        OrderId one = client.placeOrder();
        jdbc.sql(
                        """
                        insert into orders (order_id, customer_id, status, lines, ship_to, payment_method,
                                            amount, currency, placed_at, updated_at, version)
                        select gen_random_uuid(), 'late', status, lines, ship_to, payment_method,
                               amount, currency, now() - interval '1 minute', updated_at, version
                          from orders, generate_series(1, 250) where order_id = :order
                        """)
                .param("order", one.value())
                .update();
        await().untilAsserted(() -> assertThat(cancellationsOfLateOrders()).hasSize(250));
        assertThat(statusOf(one)).isEqualTo("PLACED");
    }

    @Test
    void cancelsOtherOverdueOrdersWhenSomeAreUnreadable() {
        OrderId one = client.placeOrder();
        // More orders than one batch, and older than the readable order.
        jdbc.sql(
                        """
                        insert into orders (order_id, customer_id, status, lines, ship_to, payment_method,
                                            amount, currency, placed_at, updated_at, version)
                        select gen_random_uuid(), 'unreadable', status, lines, ship_to, payment_method,
                               amount, '???', now() - interval '2 minutes', updated_at, version
                          from orders, generate_series(1, 150) where order_id = :order
                        """)
                .param("order", one.value())
                .update();
        setAge("31 seconds", one);
        await().until(() -> statusOf(one).equals("CANCELLED"));
        await().until(() -> meters.get("quadrille.orders.unreadable").gauge().value() == 150);
        jdbc.sql("delete from orders where customer_id = 'unreadable'").update();
        await().until(() -> meters.get("quadrille.orders.unreadable").gauge().value() == 0);
    }

    @Test
    void leavesTheDeadlineToTheReplicaThatHoldsTheLease() {
        OrderId late;
        try (ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor()) {
            UUID holder = UUID.randomUUID();
            var _ = other.scheduleAtFixedRate(() -> renew(holder), 0, 500, TimeUnit.MILLISECONDS);
            await().until(() -> Double.isNaN(ageOfOldestOpen()));
            late = client.placeOrder();
            setAge("1 hour", late);
            await().during(Duration.ofSeconds(2)).until(() -> statusOf(late).equals("PLACED"));
        }
        await().until(() -> statusOf(late).equals("CANCELLED"));
    }

    /// Acquires or renews the lease like another replica.
    private void renew(UUID holder) {
        jdbc.sql(
                        """
                        update lease set holder = :holder, epoch = epoch + (holder <> :holder)::int,
                                         expires_at = clock_timestamp() + interval '3 seconds'
                         where name = 'deadline'
                        """)
                .param("holder", holder)
                .update();
    }

    @Test
    void measuresTheAgeOfTheOldestOpenOrder() {
        setAge("20 seconds", client.placeOrder());
        setAge("10 seconds", client.placeOrder());
        await().untilAsserted(() -> assertThat(ageOfOldestOpen()).isBetween(20.0, 29.0));
    }

    @Test
    void deletesIdempotencyKeysAfterADay() {
        String expired = newKey();
        String fresh = newKey();
        OrderId first = OrderClient.orderIdOf(client.place("alice", expired, BODY));
        OrderId second = OrderClient.orderIdOf(client.place("alice", fresh, BODY));
        jdbc.sql(
                        "update answered_request set created_at = now() - interval '24 hours' where"
                                + " key = :key")
                .param("key", expired)
                .update();
        assertThat(OrderClient.orderIdOf(client.place("alice", fresh, BODY))).isEqualTo(second);
        await().until(() -> !isStored(expired));
        assertThat(isStored(fresh)).isTrue();
        assertThat(OrderClient.orderIdOf(client.place("alice", expired, BODY))).isNotEqualTo(first);
    }

    @Test
    void rejectsExcessCommands() throws SQLException {
        assertAdmission(202, () -> client.placeRequest("grace", newKey(), BODY));
        assertThat(ordersOf("grace")).isEqualTo(PERMITS);
    }

    @Test
    void rejectsExcessQueries() throws SQLException {
        OrderId order = client.placeOrder();
        assertAdmission(200, () -> client.findRequest(Tokens.customer("alice"), order));
    }

    /// Holds all connections. Verifies that requests without a permit are rejected, and that the
    /// other requests succeed when connections become available.
    private void assertAdmission(int successStatus, Supplier<HttpRequest.Builder> requests)
            throws SQLException {
        double rejectedBefore = meters.counter("quadrille.admission.refused").count();
        List<CompletableFuture<HttpResponse<String>>> responses;
        List<Connection> connections = acquireAllConnections();
        try {
            responses = client.sendConcurrently(PERMITS + 60, requests);
            await().until(
                            () -> responses.stream().filter(CompletableFuture::isDone).count(),
                            done -> done == 60);
            assertThat(responses.stream().filter(CompletableFuture::isDone))
                    .extracting(CompletableFuture::join)
                    .allSatisfy(OrderDeadlineIT::assertRetryLater);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
        assertThat(responses.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .filteredOn(status -> status == successStatus)
                .hasSize(PERMITS);
        assertThat(meters.counter("quadrille.admission.refused").count())
                .isEqualTo(rejectedBefore + 60);
    }

    private static void assertRetryLater(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3L);
        assertThat(response.body()).contains("/problems/unavailable");
    }

    private List<Connection> acquireAllConnections() throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(pool.getConnection());
        }
        return connections;
    }

    /// Sets the age of an open order.
    private void setAge(String interval, OrderId order) {
        int updated =
                jdbc.sql(
                                """
                                update orders set placed_at = now() - :age::interval
                                 where order_id = :order and status = 'PLACED'
                                """)
                        .param("age", interval)
                        .param("order", order.value())
                        .update();
        assertThat(updated).as("updated orders").isEqualTo(1);
    }

    private String statusOf(OrderId order) {
        return jdbc.sql("select status from orders where order_id = :order")
                .param("order", order.value())
                .query(String.class)
                .single();
    }

    private boolean isStored(String key) {
        return jdbc.sql("select exists (select from answered_request where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private int ordersOf(String customer) {
        return jdbc.sql("select count(*) from orders where customer_id = :customer")
                .param("customer", customer)
                .query(Integer.class)
                .single();
    }

    private double ageOfOldestOpen() {
        return meters.get("quadrille.orders.oldest.open").gauge().value();
    }

    private List<EventEnvelope<OrderEvent>> receivedEvents(OrderId order) {
        return log.events().stream().filter(it -> it.event().orderId().equals(order)).toList();
    }

    private List<OrderCancelled> cancellationsOfLateOrders() {
        List<OrderId> late =
                jdbc.sql("select order_id from orders where customer_id = 'late'")
                        .query((row, _) -> OrderId.of(row.getString("order_id")))
                        .list();
        return log.all(OrderCancelled.class).stream()
                .filter(cancelled -> late.contains(cancelled.orderId()))
                .toList();
    }
}
