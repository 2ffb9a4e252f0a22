package dev.quadrille.order;

import static dev.quadrille.order.OrderClient.BODY;
import static dev.quadrille.order.OrderClient.newKey;
import static dev.quadrille.order.OrderClient.orderIdOf;
import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.testsupport.callers.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tests the acceptance of orders and their idempotency keys.
class OrderPlacementIT extends OrderTestBase {

    @Autowired
    OrderPlacementIT(@LocalServerPort int port, JdbcClient jdbc) {
        super(port, jdbc);
    }

    @Test
    void returnsTheAcceptedOrder() {
        HttpResponse<String> response = client.place("alice", newKey(), BODY);
        assertThat(response.statusCode()).isEqualTo(202);
        String self = "/api/orders/" + orderIdOf(response);
        assertThat(response.body())
                .isEqualTo(
                        """
                        {"orderId":"%1$s","status":"PLACED",\
                        "total":{"amount":99800,"currency":"EUR"},\
                        "links":{"self":"%2$s","timeline":"%2$s/timeline","cancel":"%2$s/cancel"}}\
                        """
                                .formatted(orderIdOf(response), self));
    }

    @Test
    void publishesAnAcceptedOrderAsACloudEvent() {
        OrderId order = client.placeOrder();
        ConsumerRecord<String, byte[]> message =
                await().until(
                                () ->
                                        log.records().stream()
                                                .filter(it -> it.key().equals(order.toString()))
                                                .toList(),
                                records -> !records.isEmpty())
                        .getFirst();
        assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(message, "ce_type")).isEqualTo("quadrille.OrderPlaced.v1");
        assertThat(header(message, "ce_source")).isEqualTo("/order-service");
        assertThat(header(message, "ce_subject")).isEqualTo(order.toString());
        assertThat(header(message, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(header(message, "ce_id")).version()).isEqualTo(7);
        assertThat(header(message, "ce_time")).endsWith("Z");
        assertThat(header(message, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void returnsTheSameResponseForARepeatedRequest() {
        String key = newKey();
        HttpResponse<String> first = client.place("alice", key, BODY);
        HttpResponse<String> again =
                client.place("alice", "\"" + key + "\"", BODY.replace("\n ", ""));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void rejectsTheKeyOfAnotherRequest() {
        String key = newKey();
        client.place("carol", key, BODY);
        HttpResponse<String> response =
                client.place("carol", key, BODY.replace("\"quantity\":2", "\"quantity\":3"));
        assertIsProblem(response, 422, "idempotency-key-reused");
        assertThat(ordersOf("carol")).isEqualTo(1);
    }

    @Test
    void createsOneOrderForConcurrentEqualRequests() {
        String key = newKey();
        List<HttpResponse<String>> responses =
                client.sendConcurrently(64, () -> client.placeRequest("dave", key, BODY)).stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(ordersOf("dave")).isEqualTo(1);
        // Admission control may reject a request with 503 before the request has any effect.
        assertThat(responses)
                .extracting(HttpResponse::statusCode)
                .isSubsetOf(202, 409, 503)
                .contains(202);
        assertThat(bodiesOf(responses, 202)).hasSize(1);
    }

    @Test
    void separatesTheKeysOfDifferentCustomers() {
        String key = newKey();
        OrderId aliceOrder = orderIdOf(client.place("alice", key, BODY));
        assertThat(orderIdOf(client.place("bob", key, BODY))).isNotEqualTo(aliceOrder);
    }

    @Test
    void requiresAValidIdempotencyKey() {
        var withoutKey =
                client.request("/api/orders")
                        .header("Authorization", "Bearer " + Tokens.customer("erin"))
                        .POST(BodyPublishers.ofString(BODY));
        assertIsProblem(client.send(withoutKey), 400, "invalid-idempotency-key");
        assertIsProblem(client.place("erin", "two words", BODY), 400, "invalid-idempotency-key");
        assertIsProblem(
                client.place("erin", "k".repeat(256), BODY), 400, "invalid-idempotency-key");
        assertThat(ordersOf("erin")).isZero();
    }

    @Test
    void rejectsAnUnknownSku() {
        String unknown = BODY.replace("ESPRESSO-MACHINE", "TIME-MACHINE");
        String key = newKey();
        assertIsProblem(client.place("frank", key, unknown), 422, "unknown-sku");
        assertThat(ordersOf("frank")).isZero();
        // The key is stored only for an accepted request.
        assertThat(client.place("frank", key, BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void returnsUnavailableWhileTheCatalogIsEmpty() {
        jdbc.sql("delete from product").update();
        String key = newKey();
        HttpResponse<String> response = client.place("frieda", key, BODY);
        assertIsProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3L);
        assertThat(ordersOf("frieda")).isZero();
        publishPrice(PRICE.amount());
        assertThat(client.place("frieda", key, BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void rejectsProductsWithDifferentCurrencies() {
        catalog.publish(
                new ProductListed(
                        new Sku("IMPORT"),
                        "An import",
                        new Money(1, Currency.getInstance("USD")),
                        1));
        String mixed = BODY.replace("[{", "[{\"sku\":\"IMPORT\",\"quantity\":1},{");
        await().untilAsserted(() ->
                assertIsProblem(client.place("erin", newKey(), mixed), 400, "invalid-request"));
        assertThat(ordersOf("erin")).isZero();
    }

    @Test
    void usesThePriceAtTheTimeOfAcceptance() {
        OrderId before = client.placeOrder();
        publishPrice(1_000);
        OrderId after = client.placeOrder();
        publishPrice(PRICE.amount());
        assertThat(totalOf(before)).isEqualTo(99_800);
        assertThat(totalOf(after)).isEqualTo(2_000);
    }

    private long totalOf(OrderId order) {
        return await().until(() -> log.about(order), events -> !events.isEmpty()).stream()
                .map(OrderPlaced.class::cast)
                .map(placed -> placed.total().amount())
                .findFirst()
                .orElseThrow();
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return StreamSupport.stream(message.headers().headers(name).spliterator(), false)
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
