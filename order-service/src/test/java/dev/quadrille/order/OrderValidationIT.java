package dev.quadrille.order;

import static dev.quadrille.order.OrderClient.BODY;
import static dev.quadrille.order.OrderClient.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.callers.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tests the validation of requests and tokens.
class OrderValidationIT extends OrderTestBase {

    @Autowired
    OrderValidationIT(@LocalServerPort int port, JdbcClient jdbc) {
        super(port, jdbc);
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
    void rejectsAnUnknownPaymentMethod() {
        assertIsProblem(
                client.place("erin", newKey(), BODY.replace("pm_ok", "pm_gold")),
                422,
                "unknown-payment-method");
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
}
