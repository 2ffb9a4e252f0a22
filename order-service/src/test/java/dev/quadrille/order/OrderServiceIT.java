package dev.quadrille.order;

import static dev.quadrille.messaging.samples.Samples.PRICE;
import static dev.quadrille.messaging.samples.Samples.productListed;
import static dev.quadrille.messaging.samples.Samples.shipmentBooked;
import static dev.quadrille.messaging.samples.Samples.stockRejected;
import static dev.quadrille.order.OrderClient.BODY;
import static dev.quadrille.order.OrderClient.newKey;
import static dev.quadrille.order.OrderClient.orderIdOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.callers.Tokens;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.servers.RealServers;
import dev.quadrille.messaging.servers.TopicLog;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RealServers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.name=order-service")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderServiceIT {

    private final OrderClient client;
    private final JdbcClient jdbc;
    private final DeadLetters letters;
    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);

    @Autowired
    OrderServiceIT(@LocalServerPort int port, JdbcClient jdbc, DeadLetters letters) {
        this.letters = letters;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":2         | \"quantity\":\"2\"          | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":1.5            | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":1.0            | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":1e100000000    | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":99999999999999 | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":0              | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":-1             | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":1000           | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":null           | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":true           | /items/0/quantity",
                "\"quantity\":2         | \"quantity\":2,\"price\":0  | /items/0/price",
                "\"ESPRESSO-MACHINE\"   | 7                           | /items/0/sku",
                "ESPRESSO-MACHINE       | espresso                    | /items/0/sku",
                "\"country\":\"AT\"     | \"country\":\"XX\"          | /shipTo/country",
                "\"name\":\"Alice\"     | \"name\":\"a\\nb\"          | /shipTo/name",
                "\"name\":\"Alice\"     | \"name\":\"a\\u0085b\"      | /shipTo/name",
                "\"name\":\"Alice\"     | \"name\":\"\\u2003\"        | /shipTo/name",
                "\"name\":\"Alice\"     | \"name\":\"\\u00a0\"        | /shipTo/name",
                "\"name\":\"Alice\"     | \"name\":\"\\u200b\"        | /shipTo/name",
                "\"name\":\"Alice\"     | \"name\":\"\\u202e\"        | /shipTo/name",
                "pm_ok                  | \\u200b                     | /payment/method",
                "\"name\":\"Alice\"     | \"name\":\"a\\ud800b\"      | /shipTo/name",
                "\"name\":\"Alice\",    | ``                          | /shipTo/name",
                "\"payment\":           | \"status\":\"CONFIRMED\",\"payment\": | /status"
            })
    void rejectsAnInvalidOrder(String part, String wrong, String pointer) {
        HttpResponse<String> response = client.place("erin", newKey(), BODY.replace(part, wrong));
        assertIsProblem(response, 400, "invalid-request");
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(ordersOf("erin")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\ud842\udfb7", "\ud83d\ude00"})
    void acceptsANameOfUpTo100CodePoints(String character) {
        String longest = character.repeat(100);
        assertThat(place(BODY.replace("Alice", longest)).statusCode()).isEqualTo(202);
        assertIsProblem(place(BODY.replace("Alice", longest + character)), 400, "invalid-request");
    }

    private HttpResponse<String> place(String body) {
        return client.place("frank", newKey(), body);
    }

    @Test
    void rejectsADuplicateField() {
        String twice = BODY.replaceFirst("\"quantity\"", "\"quantity\":1,\"quantity\"");
        assertThat(twice).isNotEqualTo(BODY);
        assertIsProblem(client.place("erin", newKey(), twice), 400, "invalid-request");
    }

    @Test
    void rejectsABodyThatIsTooLarge() {
        String padded = BODY + " ".repeat(256 * 1024);
        assertIsProblem(client.place("erin", newKey(), padded), 413, "payload-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "\"order\"", "{} {}", "\u0000"})
    void rejectsABodyThatIsNotAnOrder(String body) {
        assertIsProblem(client.place("erin", newKey(), body), 400, "invalid-request");
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
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(ordersOf("frieda")).isZero();
        publishPrice(PRICE.amount());
        assertThat(client.place("frieda", key, BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void rejectsAnUnknownPaymentMethod() {
        assertIsProblem(
                client.place("erin", newKey(), BODY.replace("pm_ok", "pm_gold")),
                422,
                "unknown-payment-method");
        assertThat(ordersOf("erin")).isZero();
    }

    @Test
    void rejectsProductsWithDifferentCurrencies() {
        catalog.tell(
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
    void acceptsOrdersOnlyFromCustomers() {
        var anonymous =
                client.request("/api/orders")
                        .header("Idempotency-Key", newKey())
                        .POST(BodyPublishers.ofString(BODY));
        assertIsProblem(client.send(anonymous), 401, "unauthenticated");
        var operator =
                client.request("/api/orders")
                        .header("Authorization", "Bearer " + Tokens.operator())
                        .header("Idempotency-Key", newKey())
                        .POST(BodyPublishers.ofString(BODY));
        assertIsProblem(client.send(operator), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource
    void rejectsATokenWithAnInvalidSubject(String subject) {
        HttpResponse<String> placed = client.place(subject, newKey(), BODY);
        assertIsProblem(placed, 401, "unauthenticated");
        assertThat(placed.body()).contains("subject");
        assertIsProblem(
                client.find(Tokens.customer(subject), client.placeOrder()), 401, "unauthenticated");
    }

    static Stream<String> rejectsATokenWithAnInvalidSubject() {
        return Stream.of("s".repeat(101), "", " ", "a\nb", "a\u0000b", "a\u0085b");
    }

    @Test
    void acceptsASubjectOfMaximumLength() {
        assertThat(client.place("s".repeat(100), newKey(), BODY).statusCode()).isEqualTo(202);
    }

    @Test
    void returnsAnOrderToItsCustomerAndToOperators() {
        OrderId order = client.placeOrder();
        HttpResponse<String> found = client.find(Tokens.customer("alice"), order);
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.headers().firstValue("Quadrille-Source")).contains("order-service");
        assertThat(found.body())
                .contains("\"customerId\":\"alice\",\"status\":\"PLACED\"", "\"settled\":false");
        assertThat(client.find(Tokens.operator(), order).body()).isEqualTo(found.body());
    }

    @Test
    void returnsAnEmptyTimeline() {
        HttpResponse<String> timeline =
                client.find(Tokens.customer("alice"), client.placeOrder() + "/timeline");
        assertThat(timeline.statusCode()).isEqualTo(200);
        assertThat(timeline.headers().firstValue("Quadrille-Source")).contains("order-service");
        assertThat(timeline.headers().firstValue("Cache-Control").orElseThrow())
                .contains("no-store");
        assertThat(timeline.body()).isEqualTo("{\"events\":[]}");
    }

    @Test
    void hidesAnOrderFromOtherCustomers() {
        OrderId order = client.placeOrder();
        String bob = Tokens.customer("bob");
        assertIsProblem(client.find(bob, order + "/timeline"), 404, "not-found");
        assertIsProblem(client.find(bob, order), 404, "not-found");
        assertIsProblem(client.find(bob, UUID.randomUUID()), 404, "not-found");
        assertIsProblem(client.find(bob, "1-1-1-1-1"), 404, "not-found");
        assertIsProblem(client.cancel("bob", order), 404, "not-found");
    }

    @Test
    void returnsTheSameResponseForARepeatedCancellation() {
        OrderId order = client.placeOrder();
        HttpResponse<String> first = client.cancel("alice", order);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body())
                .contains("\"status\":\"CANCELLED\",\"reason\":\"CUSTOMER_REQUEST\"");
        HttpResponse<String> again = client.cancel("alice", order);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        awaitEnd(order, OrderCancelled.class);
    }

    @Test
    void cancelsOnceForConcurrentRequests() {
        OrderId order = client.placeOrder();
        List<HttpResponse<String>> responses =
                client.sendConcurrently(16, () -> client.cancelRequest("alice", order)).stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(202);
        assertThat(bodiesOf(responses, 202)).hasSize(1);
        awaitEnd(order, OrderCancelled.class);
    }

    @Test
    void doesNotCancelAConfirmedOrder() {
        OrderId order = client.placeOrder();
        log.tell(shipmentBooked(order));
        awaitEnd(order, OrderConfirmed.class);
        assertIsProblem(client.cancel("alice", order), 409, "already-confirmed");
        assertThat(client.find(Tokens.customer("alice"), order).body())
                .contains("\"status\":\"CONFIRMED\"", "\"settled\":true");
    }

    @Test
    void endsAnOrderOnceForConflictingEvents() {
        OrderId order = client.placeOrder();
        log.tell(List.of(stockRejected(order), shipmentBooked(order), stockRejected(order)));
        awaitEnd(order, OrderCancelled.class);
        await().until(() -> log.isReadBy("order-service"));
        assertThat(log.about(order).stream().filter(OrderCancelled.class::isInstance))
                .containsExactly(
                        new OrderCancelled(
                                order, CancellationReason.STOCK_REJECTED, PRICE.plus(PRICE)));
        assertThat(log.about(order)).noneMatch(OrderConfirmed.class::isInstance);
    }

    @Test
    void processesOtherOrdersWhenAnOrderIsUnreadable() {
        OrderId unreadable = client.placeOrder();
        OrderId another = client.placeOrder();
        setCurrency(unreadable, "???");
        log.tell(List.of(shipmentBooked(unreadable), shipmentBooked(another)));
        awaitEnd(another, OrderConfirmed.class);
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(unreadable.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        setCurrency(unreadable, "EUR");
        letters.replay(letter.id());
        awaitEnd(unreadable, OrderConfirmed.class);
    }

    private void setCurrency(OrderId order, String currency) {
        jdbc.sql("update orders set currency = :currency where order_id = :order")
                .param("currency", currency)
                .param("order", order.value())
                .update();
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

    private void publishPrice(long price) {
        catalog.tell(productListed(price));
        await().until(() -> catalog.isReadBy("order-service"));
    }

    private long totalOf(OrderId order) {
        return await().until(() -> log.about(order), events -> !events.isEmpty()).stream()
                .map(OrderPlaced.class::cast)
                .map(placed -> placed.total().amount())
                .findFirst()
                .orElseThrow();
    }

    private void awaitEnd(OrderId order, Class<? extends OrderEvent> end) {
        await().untilAsserted(() ->
                assertThat(log.about(order).stream().filter(end::isInstance)).hasSize(1));
    }

    private int ordersOf(String customer) {
        return jdbc.sql("select count(*) from orders where customer_id = :customer")
                .param("customer", customer)
                .query(Integer.class)
                .single();
    }

    private static Set<String> bodiesOf(List<HttpResponse<String>> responses, int status) {
        return responses.stream()
                .filter(response -> response.statusCode() == status)
                .map(HttpResponse::body)
                .collect(Collectors.toSet());
    }

    private static void assertIsProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        return StreamSupport.stream(message.headers().headers(name).spliterator(), false)
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }
}
