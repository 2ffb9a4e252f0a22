package dev.quadrille.query.web;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.shipmentCancelled;
import static dev.quadrille.testsupport.samples.Samples.stockReleased;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.testsupport.callers.Tokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads an order and its timeline: content, entity tags and access.
class OrderQueryIT extends OrderQueryTestBase {

    private final JdbcClient jdbc;

    @Autowired
    OrderQueryIT(@LocalServerPort int port, MeterRegistry meters, JdbcClient jdbc) {
        super(port, meters);
        this.jdbc = jdbc;
    }

    @Test
    void reportsAgeOfOldestUnsettledOrder() {
        publishAndAwait(orderPlaced(order));
        jdbc.sql("update order_view set placed_at = now() - interval '1 day' where order_id = :id")
                .param("id", order.value())
                .update();
        assertThat(oldestUnsettled()).isGreaterThanOrEqualTo(86_400);
        publishAndAwait(confirmedOrder());
        assertThat(oldestUnsettled()).isLessThan(86_400);
    }

    @Test
    void showsConfirmedOrder() {
        publishAndAwait(confirmedOrder());
        HttpResponse<String> response = get("");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(read(response.body(), "$.orderId")).isEqualTo(order.toString());
        assertThat(read(response.body(), "$.customerId")).isEqualTo("alice");
        assertThat(read(response.body(), "$.status")).isEqualTo("CONFIRMED");
        assertThat(read(response.body(), "$.reason")).isNull();
        assertThat(read(response.body(), "$.settled")).isEqualTo(true);
        assertThat(read(response.body(), "$.items[0].sku")).isEqualTo("ESPRESSO-MACHINE");
        assertThat(read(response.body(), "$.items[0].quantity")).isEqualTo(2);
        assertThat(read(response.body(), "$.total.amount")).isEqualTo(99_800);
        assertThat(read(response.body(), "$.version")).isEqualTo(5);
    }

    @Test
    void showsCancelledOrderAsSettledAfterLastCompensation() {
        publishAndAwait(
                List.of(
                        orderPlaced(order),
                        orderCancelled(order, CUSTOMER_REQUEST),
                        stockReleased(order),
                        paymentRefunded(order)));
        assertThat(get("").body()).contains("\"reason\":\"CUSTOMER_REQUEST\"", "\"settled\":false");
        publishAndAwait(shipmentCancelled(order));
        assertThat(get("").body()).contains("\"settled\":true", "\"version\":5");
    }

    @Test
    void listsTimelineInLogOrder() {
        publishAndAwait(confirmedOrder());
        String timeline = get("/timeline").body();
        assertThat(JsonPath.<List<String>>read(timeline, "$.events[*].type"))
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentCharged",
                        "ShipmentBooked",
                        "OrderConfirmed");
        assertThat(JsonPath.<List<String>>read(timeline, "$.events[*].service"))
                .containsExactly("order", "inventory", "payment", "shipping", "order");
        assertThat(read(timeline, "$.events[3].data.carrier")).isEqualTo("CITY_POST");
    }

    @Test
    void isUnchangedAfterRedelivery() {
        publishAndAwait(confirmedOrder());
        HttpResponse<String> before = get("");
        String timeline = get("/timeline").body();
        log.republishAll();
        awaitProjected();
        assertThat(get("").body()).isEqualTo(before.body());
        assertThat(get("").headers().firstValue("ETag"))
                .isPresent()
                .isEqualTo(before.headers().firstValue("ETag"));
        assertThat(get("/timeline").body()).isEqualTo(timeline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\"", "W/"})
    void returns200ForInvalidEntityTag(String invalidTag) {
        publishAndAwait(orderPlaced(order));
        assertThat(get("", "If-None-Match", invalidTag).statusCode()).isEqualTo(200);
    }

    @Test
    void returns304IfOrderIsUnchanged() {
        publishAndAwait(orderPlaced(order));
        String tag = get("").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> unchanged = get("", "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        publishAndAwait(stockReserved(order));
        HttpResponse<String> changed = get("", "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void matchesEntityTagInEveryForm(String form) {
        publishAndAwait(orderPlaced(order));
        for (String path : List.of("", "/timeline")) {
            String tag = get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> unchanged = get(path, "If-None-Match", form.formatted(tag));
            assertThat(unchanged.statusCode()).isEqualTo(304);
            assertThat(unchanged.headers().firstValue("ETag")).contains(tag);
            assertThat(unchanged.headers().firstValue("Cache-Control"))
                    .contains("no-cache, private");
            assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void returns404ForOrderOfAnotherCustomer() {
        publishAndAwait(confirmedOrder());
        assertThat(client.asOperator(orderPath()).statusCode()).isEqualTo(200);
        for (String path : List.of("", "/timeline")) {
            HttpResponse<String> responseToBob =
                    client.as(Tokens.customer("bob"), orderPath() + path);
            assertThat(responseToBob.statusCode()).isEqualTo(404);
            assertThat(responseToBob.body())
                    .contains("/problems/not-found")
                    .doesNotContain("alice");
        }
        assertThat(client.as("nonsense", orderPath()).statusCode()).isEqualTo(401);
        assertThat(client.asAlice("/api/orders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(client.asAlice("/api/orders/1-1-1-1-1").statusCode()).isEqualTo(404);
    }

    private double oldestUnsettled() {
        return meters.get("quadrille.orders.oldest.unsettled").gauge().value();
    }

    private static Object read(String json, String path) {
        return JsonPath.read(json, path);
    }
}
