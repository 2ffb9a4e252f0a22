package dev.quadrille.inventory;

import static dev.quadrille.inventory.InventoryClient.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.http.EntityTag;
import dev.quadrille.testsupport.callers.Tokens;
import dev.quadrille.testsupport.servers.TopicLog;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tests the creation and the change of products.
class ProductApiIT extends InventoryApiTestBase {

    private final TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG);

    @Autowired
    ProductApiIT(@LocalServerPort int port, JdbcClient jdbc) {
        super(port, jdbc);
    }

    @AfterAll
    void close() {
        catalog.close();
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

    private void awaitEvents(String sku, ProductListed... events) {
        await().untilAsserted(() -> assertThat(catalog.about(sku)).containsExactly(events));
    }

    private static ProductListed productListed(String sku, String name, long cents, long version) {
        Money price = new Money(cents, Currency.getInstance("EUR"));
        return new ProductListed(new Sku(sku), name, price, version);
    }
}
