package dev.quadrille.inventory;

import static dev.quadrille.inventory.InventoryClient.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.quadrille.platform.idempotency.IdempotencyStore;
import dev.quadrille.platform.idempotency.IdempotentRequest;
import dev.quadrille.testsupport.callers.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Tests stock levels, deliveries and their idempotency keys.
class StockApiIT extends InventoryApiTestBase {

    private static final String FIVE = "{\"quantity\":5}";

    private final IdempotencyStore requests;
    private final TransactionTemplate transaction;

    @Autowired
    StockApiIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            IdempotencyStore requests,
            TransactionTemplate transaction) {
        super(port, jdbc);
        this.requests = requests;
        this.transaction = transaction;
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

    private boolean isStored(String key) {
        return jdbc.sql("select exists (select from answered_request where key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }
}
