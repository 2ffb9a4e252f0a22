package dev.quadrille.provider.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.jayway.jsonpath.JsonPath;
import dev.quadrille.provider.PaymentProviderApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = PaymentProviderApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "quadrille.test-methods.slow-delay=1500ms",
            "quadrille.test-methods.connection-drop-delay=100ms"
        })
@ActiveProfiles("demo")
class PaymentProviderTest {

    @TempDir private static Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = UUID.randomUUID().toString();

    @LocalServerPort private int port;
    @LocalManagementPort private int managementPort;

    @DynamicPropertySource
    static void ledger(DynamicPropertyRegistry registry) {
        registry.add("quadrille.ledger-file", () -> directory.resolve("ledger.jsonl").toString());
    }

    @Test
    void returnsTheSameResponseForARepeatedCharge() throws Exception {
        String document =
                """
                {"key":"%s","status":"CHARGED","currency":"EUR","charged":49900,"refunded":0}\
                """
                        .formatted(key);

        assertThat(charge("pm_ok"))
                .returns(200, HttpResponse::statusCode)
                .returns(document, HttpResponse::body);
        assertThat(charge("pm_ok").body()).isEqualTo(document);
        assertThat(get("/charges/" + key).body()).isEqualTo(document);
        assertThat(types()).containsExactly("CHARGED");
    }

    @Test
    void returnsADeclineAsARegularResponse() throws Exception {
        assertThat(charge("pm_declined").statusCode()).isEqualTo(200);
        assertThat(charge("pm_declined").body())
                .contains("\"status\":\"DECLINED\"", "\"charged\":0");
        assertThat(voidCharge().body()).contains("\"status\":\"DECLINED\"");
        assertThat(types()).containsExactly("DECLINED");
    }

    @Test
    void refundsAVoidedCharge() throws Exception {
        charge("pm_ok");

        for (int time = 0; time < 2; time++) {
            assertThat(voidCharge().body())
                    .contains("\"status\":\"REFUNDED\"", "\"charged\":49900", "\"refunded\":49900");
        }
        assertThat(charge("pm_ok").body()).contains("\"status\":\"REFUNDED\"");
        assertThat(types()).containsExactly("CHARGED", "REFUNDED");
    }

    @Test
    void doesNotChargeAVoidedKey() throws Exception {
        assertThat(voidCharge().body())
                .contains("\"status\":\"VOIDED\"", "\"currency\":null", "\"charged\":0");
        assertThat(charge("pm_ok").body()).contains("\"status\":\"VOIDED\"", "\"charged\":0");
        assertThat(types()).containsExactly("VOIDED");
    }

    @Test
    void delaysOnlyTheFirstResponseOfASlowCard() throws Exception {
        assertThat(durationOf(() -> charge("pm_slow"))).isGreaterThan(Duration.ofMillis(1500));
        assertThat(durationOf(() -> charge("pm_slow"))).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void closesTheConnectionOnceAndThenReturnsTheCharge() throws Exception {
        assertThatIOException().isThrownBy(() -> charge("pm_timeout_charged"));
        assertThat(get("/charges/" + key).body()).contains("\"status\":\"CHARGED\"");

        assertThat(charge("pm_timeout_charged").body()).contains("\"status\":\"CHARGED\"");
        assertThat(types()).containsExactly("CHARGED");
    }

    @Test
    void failsTheFirstAttemptWithoutAnEntry() throws Exception {
        assertProblem(charge("pm_error_once"), 500, "/problems/internal-error");
        assertThat(get("/charges/" + key).statusCode()).isEqualTo(404);

        assertThat(charge("pm_error_once").body()).contains("\"status\":\"CHARGED\"");
    }

    @Test
    void rejectsAnUnknownPaymentMethod() throws Exception {
        assertProblem(charge("pm_other"), 422, "/problems/unknown-payment-method");
    }

    @Test
    void rejectsAKeyWithOtherTerms() throws Exception {
        charge("pm_ok");

        assertProblem(charge("pm_slow"), 422, "/problems/idempotency-key-reused");
        assertThat(types()).containsExactly("CHARGED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"method\":\"pm_ok\",\"amount\":1,\"currency\":\"EUR\"}; /key",
                "{\"key\":\"\",\"method\":\"pm_ok\",\"amount\":1,\"currency\":\"EUR\"}; /key",
                "{\"key\":\"a b\",\"method\":\"pm_ok\",\"amount\":1,\"currency\":\"EUR\"}; /key",
                "{\"key\":\"k\",\"amount\":1,\"currency\":\"EUR\"}; /method",
                "{\"key\":\"k\",\"method\":\"pm_ok\",\"currency\":\"EUR\"}; /amount",
                "{\"key\":\"k\",\"method\":\"pm_ok\",\"amount\":-1,\"currency\":\"EUR\"}; /amount",
                "{\"key\":\"k\",\"method\":\"pm_ok\",\"amount\":1e99,\"currency\":\"EUR\"}; /amount",
                "{\"key\":\"k\",\"method\":\"pm_ok\",\"amount\":1,\"currency\":\"euro\"}; /currency",
                "{\"key\":\"k\",\"method\":\"pm_ok\",\"amount\":1,\"currency\":\"EUR\",\"x\":1}; /x"
            })
    void reportsTheInvalidFieldOfARequest(String body, String pointer) throws Exception {
        HttpResponse<String> response = post("/charges", body);

        assertProblem(response, 400, "/problems/invalid-request");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[*].pointer"))
                .containsExactly(pointer);
    }

    @Test
    void doesNotFindAnUnusedOrInvalidKey() throws Exception {
        assertProblem(get("/charges/" + key), 404, "/problems/not-found");
        assertProblem(get("/charges/" + "k".repeat(101)), 400, "/problems/invalid-request");
    }

    @Test
    void returnsTheLedgerInPages() throws Exception {
        charge("pm_ok");
        voidCharge();
        List<Map<String, Object>> all = entries("/ledger?limit=1000");
        Map<String, Object> charged =
                all.stream()
                        .filter(entry -> key.equals(entry.get("key")))
                        .findFirst()
                        .orElseThrow();

        assertThat(charged)
                .containsOnlyKeys("seq", "at", "key", "type", "amount", "currency")
                .containsEntry("type", "CHARGED")
                .containsEntry("amount", 49900)
                .containsEntry("currency", "EUR");
        assertThat(Instant.parse("" + charged.get("at"))).isBeforeOrEqualTo(Instant.now());
        assertThat(entries("/ledger?limit=1&after=" + charged.get("seq")))
                .singleElement()
                .satisfies(next -> assertThat(next.get("type")).isEqualTo("REFUNDED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=-1", "limit=0", "limit=1001", "after=x"})
    void rejectsInvalidPageParameters(String query) throws Exception {
        assertProblem(get("/ledger?" + query), 400, "/problems/invalid-request");
    }

    @Test
    void isHealthyWhileTheLedgerIsUsable() throws Exception {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health");

        assertThat(send(HttpRequest.newBuilder(health)).body())
                .contains("\"ledger\":{\"status\":\"UP\"}");
    }

    private HttpResponse<String> charge(String method) throws IOException, InterruptedException {
        return post(
                "/charges",
                """
                {"key":"%s","method":"%s","amount":49900,"currency":"EUR"}\
                """
                        .formatted(key, method));
    }

    private HttpResponse<String> voidCharge() throws IOException, InterruptedException {
        return post("/charges/" + key + "/void", "");
    }

    private List<String> types() throws IOException, InterruptedException {
        return entries("/ledger?limit=1000").stream()
                .filter(entry -> key.equals(entry.get("key")))
                .map(entry -> "" + entry.get("type"))
                .toList();
    }

    private List<Map<String, Object>> entries(String path)
            throws IOException, InterruptedException {
        return JsonPath.read(get(path).body(), "$.entries");
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static Duration durationOf(Call call) throws IOException, InterruptedException {
        long start = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonPath.<String>read(response.body(), "$.type")).isEqualTo(type);
    }

    private interface Call {
        Object run() throws IOException, InterruptedException;
    }
}
