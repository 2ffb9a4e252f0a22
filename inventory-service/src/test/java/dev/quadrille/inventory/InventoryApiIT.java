package dev.quadrille.inventory;

import static dev.quadrille.inventory.InventoryClient.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.callers.Tokens;
import dev.quadrille.messaging.idempotency.IdempotencyStore;
import dev.quadrille.messaging.servers.RealServers;
import dev.quadrille.messaging.servers.TopicLog;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=inventory-service",
            "spring.datasource.hikari.connection-timeout=20000"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InventoryApiIT {

    private static final String FIVE = "{\"quantity\":5}";
    private static final String PRODUCT =
            """
            {"name":"Milk jug","price":{"amount":1250,"currency":"EUR"}}\
            """;

    private final InventoryClient client;
    private final JdbcClient jdbc;
    private final IdempotencyStore requests;
    private final TransactionTemplate transaction;
    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);

    @Autowired
    InventoryApiIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            IdempotencyStore requests,
            TransactionTemplate transaction) {
        this.client = new InventoryClient(port);
        this.jdbc = jdbc;
        this.requests = requests;
        this.transaction = transaction;
    }

    @DynamicPropertySource
    static void jwtKeySet(DynamicPropertyRegistry properties) {
        properties.add("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", Tokens::keySetUri);
    }

    @AfterAll
    void close() {
        catalog.close();
    }

    @Test
    void returnsTheStockOfAllSkus() {
        HttpResponse<String> response = client.get("/api/stock");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .startsWith("{\"stock\":[{\"sku\":\"")
                .contains(stock("COPPER-KETTLE", 1, 1), stock("GOLD-FILTER", 0, 0));
    }

    @Test
    void returnsTheStockOfASku() {
        HttpResponse<String> response = client.get("/api/stock/COPPER-KETTLE");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(stock("COPPER-KETTLE", 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIME-MACHINE", "espresso", "A%20B", "-"})
    void doesNotFindAnUnknownOrInvalidSku(String sku) {
        assertIsProblem(client.get("/api/stock/" + sku), 404, "not-found");
        assertIsProblem(client.deliver(sku, newKey(), 5), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/stock",
        "GET, /api/stock/TAMPER",
        "POST, /api/stock/TAMPER/deliveries",
        "PUT, /api/products/TAMPER"
    })
    void rejectsCallersOtherThanOperators(String method, String path) {
        String body = method.equals("PUT") ? PRODUCT : FIVE;
        var call =
                client.request(path)
                        .header("Idempotency-Key", newKey())
                        .method(method, BodyPublishers.ofString(body));
        assertIsProblem(client.send(call.copy()), 401, "unauthenticated");
        var asCustomer = call.header("Authorization", "Bearer " + Tokens.customer("alice"));
        assertIsProblem(client.send(asCustomer), 403, "forbidden");
        assertThat(client.get("/api/stock/TAMPER").body())
                .isEqualTo(stock("TAMPER", 100_000, 100_000));
    }

    @Test
    void addsADeliveryToTheStock() {
        String sku = listed("DELIVERED");
        HttpResponse<String> response = client.deliver(sku, newKey(), 1_000_000);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(stock(sku, 1_000_000, 1_000_000));
        client.deliver(sku, newKey(), 1);
        assertThat(client.get("/api/stock/" + sku).body())
                .isEqualTo(stock(sku, 1_000_001, 1_000_001));
    }

    @Test
    void returnsTheSameResponseForARepeatedRequest() {
        String sku = listed("REPEATED");
        String key = newKey();
        String first = client.deliver(sku, key, 5).body();
        client.deliver(sku, newKey(), 1);
        HttpResponse<String> again =
                client.send(
                        client.deliveryRequest(sku, "\"" + key + "\"", " { \"quantity\" : 5 } "));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first).isEqualTo(stock(sku, 5, 5));
        assertThat(client.get("/api/stock/" + sku).body()).isEqualTo(stock(sku, 6, 6));
    }

    @Test
    void rejectsTheKeyOfAnotherRequest() {
        String sku = listed("KEY-TAKEN");
        String other = listed("KEY-TAKEN-OTHER");
        String key = newKey();
        client.deliver(sku, key, 5);
        assertIsProblem(client.deliver(sku, key, 6), 422, "idempotency-key-reused");
        assertIsProblem(client.deliver(other, key, 5), 422, "idempotency-key-reused");
        assertThat(client.get("/api/stock/" + sku).body()).isEqualTo(stock(sku, 5, 5));
        assertThat(client.get("/api/stock/" + other).body()).isEqualTo(stock(other, 0, 0));
    }

    @Test
    void separatesTheKeysOfDifferentCallers() {
        String sku = listed("KEYS-APART");
        String key = newKey();
        client.deliver(sku, key, 5);
        var otherOperator =
                client.request("/api/stock/" + sku + "/deliveries")
                        .header("Authorization", "Bearer " + Tokens.operator("other"))
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(FIVE));
        assertThat(client.send(otherOperator).body()).isEqualTo(stock(sku, 10, 10));
    }

    @Test
    void addsOneDeliveryForConcurrentEqualRequests() {
        String sku = listed("AT-ONCE");
        String key = newKey();
        List<HttpResponse<String>> responses =
                client.sendConcurrently(64, () -> client.deliveryRequest(sku, key, FIVE));
        assertThat(responses)
                .extracting(HttpResponse::statusCode)
                .isSubsetOf(200, 409)
                .contains(200);
        assertThat(client.get("/api/stock/" + sku).body()).isEqualTo(stock(sku, 5, 5));
    }

    @Test
    void doesNotWaitForTheFirstRequest() {
        String sku = listed("STILL-RUNNING");
        String key = newKey();
        transaction.executeWithoutResult(_ -> {
            var _ = requests.findPrior(new IdempotentRequest("operator", key, "hash"));
            assertIsProblem(client.deliver(sku, key, 5), 409, "request-in-progress");
        });
        assertThat(client.deliver(sku, key, 5).body()).isEqualTo(stock(sku, 5, 5));
    }

    @Test
    void requiresATransactionToFindAKey() {
        IdempotentRequest request = new IdempotentRequest("operator", newKey(), "hash");
        assertThatIllegalStateException().isThrownBy(() -> requests.findPrior(request));
    }

    @Test
    void requiresAValidIdempotencyKey() {
        var withoutKey =
                client.request("/api/stock/MOKA-POT/deliveries")
                        .header("Authorization", "Bearer " + Tokens.operator())
                        .POST(BodyPublishers.ofString(FIVE));
        assertIsProblem(client.send(withoutKey), 400, "invalid-idempotency-key");
        assertIsProblem(client.deliver("MOKA-POT", "two words", 5), 400, "invalid-idempotency-key");
        assertIsProblem(
                client.deliver("MOKA-POT", "k".repeat(256), 5), 400, "invalid-idempotency-key");
        assertThat(client.get("/api/stock/MOKA-POT").body())
                .isEqualTo(stock("MOKA-POT", 100_000, 100_000));
    }

    @Test
    void storesAKeyOnlyAfterSuccess() {
        String key = newKey();
        assertIsProblem(client.deliver("NOT-YET", key, 5), 404, "not-found");
        assertThat(client.deliver(listed("NOT-YET"), key, 5).body())
                .isEqualTo(stock("NOT-YET", 5, 5));
    }

    @Test
    void deletesIdempotencyKeysAfterADay() {
        String sku = listed("A-DAY-AGO");
        String expired = newKey();
        String fresh = newKey();
        client.deliver(sku, expired, 5);
        client.deliver(sku, fresh, 5);
        jdbc.sql(
                        "update answered_request set created_at = now() - interval '24 hours' where"
                                + " key = :key")
                .param("key", expired)
                .update();
        await().until(() -> !isStored(expired));
        assertThat(isStored(fresh)).isTrue();
        assertThat(client.deliver(sku, expired, 5).body()).isEqualTo(stock(sku, 15, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1000001",
                "99999999999999999999",
                "1.5",
                "1.0",
                "1e100000000",
                "\"5\"",
                "true",
                "null",
                "[5]",
                "5,\"sku\":\"TAMPER\""
            })
    void rejectsAnInvalidQuantity(String quantity) {
        HttpResponse<String> response = client.deliver("BREW-SCALE", newKey(), quantity);
        assertIsProblem(response, 400, "invalid-request");
        assertThat(response.body())
                .containsAnyOf("\"pointer\":\"/quantity", "\"pointer\":\"/sku\"");
        assertThat(client.get("/api/stock/BREW-SCALE").body())
                .isEqualTo(stock("BREW-SCALE", 100_000, 100_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "5", "{} {}", "\u0000"})
    void rejectsAnInvalidBody(String body) {
        assertIsProblem(
                client.send(client.deliveryRequest("BREW-SCALE", newKey(), body)),
                400,
                "invalid-request");
        assertIsProblem(client.put("BREW-SCALE", body), 400, "invalid-request");
    }

    @Test
    void rejectsADeliveryAboveTheMaximumStock() {
        String sku = listed("MAXIMUM-STOCK");
        long maximum = (1L << 53) - 1;
        jdbc.sql(
                        "update stock set shipped = :maximum - 5, delivered = :maximum - 5 where sku = :sku")
                .param("maximum", maximum)
                .param("sku", sku)
                .update();
        assertIsProblem(client.deliver(sku, newKey(), 6), 422, "stock-limit");
        HttpResponse<String> last = client.deliver(sku, newKey(), 5);
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.body()).contains("\"available\":5,", "\"delivered\":" + maximum);
    }

    @Test
    void listsANewProductWithoutStock() {
        HttpResponse<String> response = client.put("MILK-JUG", PRODUCT);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/api/products/MILK-JUG");
        assertThat(response.body())
                .isEqualTo(
                        """
                        {"sku":"MILK-JUG","name":"Milk jug","price":{"amount":1250,"currency":"EUR"}}\
                        """);
        assertThat(client.get("/api/stock/MILK-JUG").body()).isEqualTo(stock("MILK-JUG", 0, 0));
        awaitEvents("MILK-JUG", productListed("MILK-JUG", "Milk jug", 1250, 1));
    }

    @Test
    void changesNameAndPriceOfAProduct() {
        String sku = listed("RENAMED");
        client.deliver(sku, newKey(), 5);
        HttpResponse<String> response =
                client.put(sku, PRODUCT.replace("Milk jug", "Jug").replace("1250", "100000000"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"name\":\"Jug\"", "\"amount\":100000000,");
        assertThat(client.get("/api/stock/" + sku).body()).isEqualTo(stock(sku, 5, 5));
        awaitEvents(
                sku,
                productListed(sku, "Milk jug", 1250, 1),
                productListed(sku, "Jug", 100_000_000, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "STALE     | If-Match      | \"stale\" | 412 | precondition-failed",
                "EXISTING  | If-None-Match | *           | 412 | precondition-failed",
                "MALFORMED | If-Match      | stale       | 400 | invalid-request"
            })
    void rejectsAChangeWithoutItsPrecondition(
            String name, String header, String tags, int status, String type) {
        String sku = listed(name);
        String changed = PRODUCT.replace("1250", "1");

        assertIsProblem(
                client.send(client.conditionalPutRequest(sku, header, tags, changed)),
                status,
                type);
        assertThat(priceOf(sku)).isEqualTo(1250);
        assertIsProblem(
                client.send(client.conditionalPutRequest("UNLISTED", "If-Match", "*", PRODUCT)),
                412,
                "precondition-failed");
    }

    @Test
    void acceptsOneOfManyConcurrentChangesOfOneVersion() {
        String sku = listed("CONTENDED");
        String entityTag = EntityTag.of(Stream.of(sku, "Milk jug", "1250", "EUR"));
        AtomicInteger price = new AtomicInteger();

        List<HttpResponse<String>> responses =
                client.sendConcurrently(
                        16,
                        () ->
                                client.conditionalPutRequest(
                                        sku,
                                        "If-Match",
                                        entityTag,
                                        PRODUCT.replace("1250", "" + price.incrementAndGet())));

        assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(200, 412);
    }

    @Test
    void acceptsOneOfManyConcurrentCreationsOfAProduct() {
        List<HttpResponse<String>> responses =
                client.sendConcurrently(
                        16,
                        () ->
                                client.conditionalPutRequest(
                                        "LISTED-ONCE", "If-None-Match", "*", PRODUCT));

        assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(201, 412);
    }

    private long priceOf(String sku) {
        return jdbc.sql("select amount from product where sku = :sku")
                .param("sku", sku)
                .query(Long.class)
                .single();
    }

    @Test
    void listsAProductOnceForConcurrentRequests() {
        List<HttpResponse<String>> responses =
                client.sendConcurrently(
                        16,
                        () ->
                                client.request("/api/products/PUT-AT-ONCE")
                                        .header("Authorization", "Bearer " + Tokens.operator())
                                        .PUT(BodyPublishers.ofString(PRODUCT)));
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnlyOnce(201);
        assertThat(responses).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        await().untilAsserted(() ->
                assertThat(catalog.about("PUT-AT-ONCE"))
                        .extracting(ProductListed::version)
                        .containsExactlyElementsOf(LongStream.rangeClosed(1, 16).boxed().toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1250                 | 0                        | /price/amount",
                "1250                 | -1                       | /price/amount",
                "1250                 | 100000001                | /price/amount",
                "1250                 | 12.50                    | /price/amount",
                "1250                 | \"1250\"                 | /price/amount",
                "1250                 | null                     | /price/amount",
                "\"EUR\"              | \"USD\"                  | /price/currency",
                "\"EUR\"              | \"eur\"                  | /price/currency",
                "\"EUR\"              | null                     | /price/currency",
                "Milk jug             | ``                       | /name",
                "Milk jug             | \\u2003                  | /name",
                "Milk jug             | \\u00a0                  | /name",
                "Milk jug             | \\u200b                  | /name",
                "Milk jug             | \\u202e                  | /name",
                "Milk jug             | a\\nb                    | /name",
                "Milk jug             | a\\u0085b                | /name",
                "Milk jug             | a\\ud800b                | /name",
                "\"Milk jug\"         | 7                        | /name",
                "\"name\":\"Milk jug\", | ``                     | /name",
                "\"name\":            | \"stock\":5,\"name\":    | /stock",
                "\"amount\":          | \"tax\":1,\"amount\":    | /price/tax"
            })
    void rejectsAnInvalidProduct(String part, String wrong, String pointer) {
        HttpResponse<String> response = client.put("NO-PRODUCT", PRODUCT.replace(part, wrong));
        assertIsProblem(response, 400, "invalid-request");
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertIsProblem(client.get("/api/stock/NO-PRODUCT"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"LONG-NAME, n", "LONG-NAME-1, \ud842\udfb7", "LONG-NAME-2, \ud83d\ude00"})
    void acceptsANameOfUpTo200CodePoints(String sku, String character) {
        String longest = character.repeat(200);
        assertThat(client.put(sku, PRODUCT.replace("Milk jug", longest)).statusCode())
                .isEqualTo(201);
        assertIsProblem(
                client.put(sku, PRODUCT.replace("Milk jug", longest + character)),
                400,
                "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jug", "A-", "A%20B", "AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDE"})
    void rejectsAnInvalidSku(String sku) {
        HttpResponse<String> response = client.put(sku, PRODUCT);
        assertIsProblem(response, 400, "invalid-request");
        assertThat(response.body()).contains("\"pointer\":\"sku\"");
    }

    /// Lists a product without stock, and returns its SKU.
    private String listed(String sku) {
        assertThat(client.put(sku, PRODUCT).statusCode()).isEqualTo(201);
        return sku;
    }

    private void awaitEvents(String sku, ProductListed... events) {
        await().untilAsserted(() -> assertThat(catalog.about(sku)).containsExactly(events));
    }

    private static ProductListed productListed(String sku, String name, long cents, long version) {
        Money price = new Money(cents, Currency.getInstance("EUR"));
        return new ProductListed(new Sku(sku), name, price, version);
    }

    private boolean isStored(String key) {
        return jdbc.sql("select exists (select from answered_request where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private static String stock(String sku, long available, long delivered) {
        return """
        {"sku":"%s","available":%d,"reserved":0,"shipped":0,"delivered":%d}\
        """
                .formatted(sku, available, delivered);
    }

    private static void assertIsProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(response.body()).contains("\"type\":\"/problems/" + type + "\"");
    }
}
