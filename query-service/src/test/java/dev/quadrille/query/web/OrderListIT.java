package dev.quadrille.query.web;

import static dev.quadrille.query.application.QueryClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.CustomerId;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.query.application.Projection;
import dev.quadrille.query.application.QueryClient;
import dev.quadrille.query.application.SampleOrders;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.samples.Samples;
import dev.quadrille.testsupport.servers.RealServers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OrderListIT {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final QueryClient client;
    private final Projection projection;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private long offset;

    @Autowired
    OrderListIT(
            @LocalServerPort int port,
            Projection projection,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.client = new QueryClient(port);
        this.projection = projection;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @BeforeEach
    void deleteOrders() {
        jdbc.sql("truncate order_view, order_event").update();
    }

    @Test
    void listsOrdersOfCallerNewestFirst() {
        List<OrderId> placed = IntStream.range(0, 3).mapToObj(i -> placed("alice", i)).toList();
        placed("bob", 4);
        HttpResponse<String> response = client.asAlice("/api/orders");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ids(response))
                .containsExactlyElementsOf(
                        placed.reversed().stream().map(OrderId::toString).toList());
        assertThat(QueryClient.<Object>read(response, "$.next")).isNull();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache, private");
    }

    @Test
    void listsSameDocumentAsSingleOrder() {
        OrderId order = placed("alice", 0);
        Object listed = read(client.asAlice("/api/orders"), "$.orders[0]");
        assertThat(listed).isEqualTo(read(client.asAlice("/api/orders/" + order), "$"));
    }

    @Test
    void filtersByStatus() {
        OrderId confirmed = placed("alice", 0);
        OrderId open = placed("alice", 1);
        project(Samples.orderConfirmed(confirmed), 2);
        assertThat(ids(client.asAlice("/api/orders?status=CONFIRMED")))
                .containsExactly(confirmed.toString());
        assertThat(ids(client.asAlice("/api/orders?status=PLACED")))
                .containsExactly(open.toString());
        assertThat(ids(client.asAlice("/api/orders?status=CANCELLED"))).isEmpty();
        assertThat(ids(client.asOperator("/api/orders?status=CONFIRMED")))
                .containsExactly(confirmed.toString());
    }

    @Test
    void listsOrdersOfAllCustomersToOperators() {
        OrderId orderOfAlice = placed("alice", 0);
        OrderId orderOfBob = placed("bob", 1);
        assertThat(ids(client.asOperator("/api/orders")))
                .containsExactly(orderOfBob.toString(), orderOfAlice.toString());
        assertThat(ids(client.asOperator("/api/orders?customer=alice")))
                .containsExactly(orderOfAlice.toString());
        assertThat(ids(client.asOperator("/api/orders?customer=alice&status=PLACED")))
                .containsExactly(orderOfAlice.toString());
        assertThat(ids(client.asOperator("/api/orders?customer=unknown"))).isEmpty();
    }

    @Test
    void returns403IfCustomerFiltersByAnotherCustomer() {
        placed("alice", 0);
        assertThat(ids(client.asAlice("/api/orders?customer=alice"))).hasSize(1);
        HttpResponse<String> forbidden = client.asAlice("/api/orders?customer=bob");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body()).contains("/problems/forbidden");
        assertThat(client.asAnonymous("/api/orders").statusCode()).isEqualTo(401);
    }

    @Test
    void omitsOrdersWithoutCustomer() {
        project(Samples.orderConfirmed(SampleOrders.order()), 0);
        assertThat(ids(client.asOperator("/api/orders"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "20, 1", "21, 2", "100, 5"})
    void limitsPageToRequestedSizeOr20(int orders, int limit) {
        IntStream.range(0, orders).forEach(i -> placed("alice", i));
        assertThat(ids(client.asAlice("/api/orders"))).hasSize(Math.min(orders, 20));
        HttpResponse<String> page = client.asAlice("/api/orders?limit=" + limit);
        assertThat(ids(page)).hasSize(Math.min(orders, limit));
        assertThat(QueryClient.<Object>read(page, "$.next") == null).isEqualTo(orders <= limit);
    }

    @Test
    void listsEachOrderOnceWhileMoreArrive() {
        // Ten orders each are placed at the same time, so that only the id determines their order.
        List<String> before =
                IntStream.range(0, 57).mapToObj(i -> placed("alice", i / 10).toString()).toList();
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("");
        for (int page = 0; next.isPresent(); page++) {
            HttpResponse<String> response = client.asAlice("/api/orders?limit=7" + next.get());
            seen.addAll(ids(response));
            next = next(response).map(it -> "&cursor=" + it);
            for (int i = 0; i < 5; i++) {
                placed("alice", 100 + page);
            }
            project(Samples.orderConfirmed(OrderId.of(before.get(page))), 200);
        }
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(before);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "limit=0; limit",
                "limit=101; limit",
                "limit=-1; limit",
                "limit=ten; limit",
                "limit=; limit",
                "limit=99999999999; limit",
                "limit=1&limit=2; limit",
                "status=SHIPPED; status",
                "status=placed; status",
                "status=; status",
                "cursor=nonsense; cursor",
                "cursor=; cursor",
                "cursor=%00; cursor",
                "customer=; customer",
                "customer=a%00b; customer",
                "customer=%E2%80%8B; customer",
                "state=PLACED; state"
            },
            delimiter = ';')
    void returns400ForInvalidParameter(String query, String pointer) {
        HttpResponse<String> response = client.asOperator("/api/orders?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(QueryClient.<String>read(response, "$.type"))
                .isEqualTo("/problems/invalid-request");
        assertThat(QueryClient.<List<String>>read(response, "$.errors[*].pointer"))
                .containsExactly(pointer);
    }

    @Test
    void reportsAllInvalidParameters() {
        HttpResponse<String> response = client.asAlice("/api/orders?limit=0&status=x&page=2");
        assertThat(QueryClient.<List<String>>read(response, "$.errors[*].pointer"))
                .containsExactlyInAnyOrder("limit", "status", "page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?customer=bob", "?status=PLACED", ""})
    void rejectsCursorOfAnotherQuery(String query) {
        IntStream.range(0, 3).forEach(i -> placed("alice", i));
        String cursor = next(client.asOperator("/api/orders?limit=1&customer=alice")).orElseThrow();
        String again = query + (query.isEmpty() ? "?" : "&") + "cursor=" + cursor;
        assertThat(client.asOperator("/api/orders" + again).statusCode()).isEqualTo(400);
        assertThat(client.asAlice("/api/orders?limit=2&cursor=" + cursor).statusCode())
                .isEqualTo(200);
    }

    @Test
    void returns304IfListIsUnchanged() {
        OrderId order = placed("alice", 0);
        String tag = client.asAlice("/api/orders").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = client.asAlice("/api/orders", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
        assertThat(unchanged.headers().firstValue("Cache-Control")).contains("no-cache, private");
        project(Samples.orderConfirmed(order), 1);
        assertThat(client.asAlice("/api/orders", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    /// With thousands of orders, every query reads its page from an index, without a sort or a
    /// sequential scan.
    @ParameterizedTest
    @CsvSource(
            value = {
                "200; true; order_view_all",
                "200; status = 'PLACED'; order_view_status",
                "200; customer_id = 'customer1'; order_view_customer",
                "20; customer_id = 'customer1' and status = 'PLACED'; order_view_customer_status"
            },
            delimiter = ';')
    void readsPageByIndex(int customers, String condition, String index) {
        jdbc.sql(
                        """
                        insert into order_view
                        select gen_random_uuid(), 'customer' || i % :customers,
                               case when i / :customers % 20 = 0 then 'PLACED' else 'CONFIRMED' end, true, '{}', null, '',
                               now() - make_interval(secs => i), now(), 5, 0, i, null
                          from generate_series(1, 20000) i
                        """)
                .param("customers", customers)
                .update();
        jdbc.sql("analyze order_view").update();
        String plan =
                String.join(
                        "\n",
                        jdbc.sql(
                                        """
                                        explain select order_id from order_view
                                         where customer_id is not null and %s
                                           and (placed_at, order_id) < (now(), gen_random_uuid())
                                         order by placed_at desc, order_id desc limit 20
                                        """
                                                .formatted(condition))
                                .query(String.class)
                                .list());
        assertThat(plan).contains("Backward using " + index + " ").doesNotContain("Sort", "Seq");
    }

    private static List<String> ids(HttpResponse<String> response) {
        return read(response, "$.orders[*].orderId");
    }

    private static Optional<String> next(HttpResponse<String> response) {
        return Optional.ofNullable(read(response, "$.next"));
    }

    /// Projects a new order that was placed the given number of seconds after the start.
    private OrderId placed(String customer, int seconds) {
        OrderId order = SampleOrders.order();
        OrderPlaced sample = Samples.orderPlaced(order);
        project(
                new OrderPlaced(
                        order,
                        new CustomerId(customer),
                        sample.lines(),
                        sample.total(),
                        sample.paymentMethod(),
                        sample.shipTo()),
                seconds);
        return order;
    }

    private void project(OrderEvent event, int seconds) {
        EventEnvelope<OrderEvent> received =
                new EventEnvelope<>(
                        Topic.ORDER_FLOW,
                        event,
                        UUID.randomUUID(),
                        START.plusSeconds(seconds),
                        EventTrace.NONE,
                        new PartitionOffset(0, offset++));
        transaction.executeWithoutResult(_ -> projection.handle(List.of(received)));
    }
}
