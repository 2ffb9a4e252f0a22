package dev.quadrille.gateway.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.quadrille.gateway.GatewayClient;
import dev.quadrille.gateway.RunningGateway;
import dev.quadrille.gateway.StubService;
import dev.quadrille.platform.chaos.FaultInjector;
import dev.quadrille.platform.fault.Fault;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The chaos toggles of all services at the gateway. Order-service and inventory-service are stubs;
/// the other services do not respond.
@TestInstance(Lifecycle.PER_CLASS)
class ChaosApiIT {

    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String LISTED =
            """
            {"service":"order-service","faults":[
              {"fault":"http-latency","description":"Delays.","customerScope":true,
               "active":{"probability":0.5,"delayMillis":200,"customer":"bob","secondsLeft":42}},
              {"fault":"crash","description":"Halts.","customerScope":false,"active":null}]}
            """;

    @TempDir private static Path keys;
    private final StubService orders = new StubService();
    private final StubService inventory = new StubService();
    private RunningGateway gateway;
    private GatewayClient client;
    private String operator = "";

    @BeforeAll
    void start() throws Exception {
        gateway =
                RunningGateway.start(
                        "spring.profiles.active=demo,chaos",
                        "quadrille.keys-dir=" + keys,
                        "quadrille.services.order-service=" + orders.url(),
                        "quadrille.services.inventory-service=" + inventory.url(),
                        "quadrille.services.payment-service=" + NOWHERE,
                        "quadrille.services.shipping-service=" + NOWHERE,
                        "quadrille.services.query-service=" + NOWHERE,
                        "quadrille.chaos.payment-provider=" + NOWHERE);
        client = gateway.client();
        operator = "Bearer " + client.tokenFor("operator");
    }

    @BeforeEach
    void reset() {
        orders.respondWith(responding(200, LISTED));
        inventory.respondWith(responding(200, "{\"faults\":[]}"));
        gateway.bean(FaultInjector.class).clear();
    }

    @AfterAll
    void stop() {
        gateway.close();
        orders.close();
        inventory.close();
    }

    @Test
    void listsTheFaultsOfEveryService() throws Exception {
        HttpResponse<String> response = get("/api/chaos");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.services[*].service"))
                .containsExactly(
                        "gateway",
                        "order-service",
                        "inventory-service",
                        "payment-service",
                        "shipping-service",
                        "query-service",
                        "payment-provider");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.services[0].faults[*].fault"))
                .containsExactly("http-latency", "http-error", "crash");
        String active = "$.services[1].faults[0].active[0]";
        assertThat(JsonPath.<String>read(response.body(), active + ".customer")).isEqualTo("bob");
        assertThat(JsonPath.<Integer>read(response.body(), active + ".secondsLeft")).isEqualTo(42);
        assertThat(JsonPath.<List<Object>>read(response.body(), "$.services[1].faults[1].active"))
                .isEmpty();
        assertThat(JsonPath.<List<String>>read(response.body(), "$.services[6].unreachable"))
                .containsExactly("127.0.0.1:1");
    }

    @Test
    void sendsTheFaultWithTheTokenOfTheCaller() throws Exception {
        HttpResponse<String> response =
                put("/api/chaos/order/http-latency", "{\"delayMillis\":5,\"customer\":\"bob\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"service\":\"order-service\"", "\"acknowledged\":true");
        StubService.ReceivedRequest received = orders.nextRequest();
        assertThat(received.method()).isEqualTo("PUT");
        assertThat(received.uri()).isEqualTo("/internal/chaos/http-latency");
        assertThat(received.headers().getFirst("Authorization")).isEqualTo(operator);
        assertThat(JsonPath.<Integer>read(received.body(), "$.delayMillis")).isEqualTo(5);
        assertThat(JsonPath.<String>read(received.body(), "$.customer")).isEqualTo("bob");
    }

    @Test
    void clearsAFaultAndAllFaults() throws Exception {
        orders.respondWith(ChaosApiIT::respondWithoutBody);
        assertThat(delete("/api/chaos/order-service/http-latency").statusCode()).isEqualTo(200);
        assertThat(orders.nextRequest())
                .returns("DELETE", StubService.ReceivedRequest::method)
                .returns("/internal/chaos/http-latency", StubService.ReceivedRequest::uri);

        HttpResponse<String> all = delete("/api/chaos");
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(orders.nextRequest().uri()).isEqualTo("/internal/chaos");
        assertThat(acknowledgements(all))
                .containsExactly(true, true, true, false, false, false, false);
    }

    @Test
    void setsItsOwnFaultsAndCanStillClearThem() throws Exception {
        assertThat(put("/api/chaos/gateway/http-error", "").statusCode()).isEqualTo(200);
        assertThat(get("/api/stock").statusCode()).isEqualTo(500);

        assertThat(delete("/api/chaos/gateway/http-error").statusCode()).isEqualTo(200);
        assertThat(get("/api/stock").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhichInstanceHasNotAcknowledged() throws Exception {
        HttpResponse<String> response = delete("/api/chaos");

        assertThat(
                        JsonPath.<List<String>>read(
                                response.body(),
                                "$.acknowledgements[?(@.acknowledged == false)].detail"))
                .containsOnly("The instance did not respond.");
    }

    @Test
    void isUnavailableIfNoInstanceAcknowledges() throws Exception {
        assertProblem(put("/api/chaos/payment/crash", "{}"), 503, "/problems/unavailable");
        orders.respondWith(responding(500, "{\"detail\":\"on purpose\"}"));
        assertProblem(put("/api/chaos/order/crash", "{}"), 503, "/problems/unavailable");
    }

    @Test
    void doesNotFindUnknownServicesAndFaults() throws Exception {
        assertProblem(put("/api/chaos/nonsense/crash", "{}"), 404, "/problems/not-found");
        assertProblem(put("/api/chaos/order/nonsense", "{}"), 404, "/problems/not-found");
        assertProblem(put("/api/chaos/gateway/relay-stall", "{}"), 404, "/problems/not-found");
        assertProblem(delete("/api/chaos/gateway/relay-stall"), 404, "/problems/not-found");
        orders.respondWith(responding(404, "{}"));
        assertProblem(put("/api/chaos/order/reject", "{}"), 404, "/problems/not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http-error  | {"probability":-0.1} | /probability
                    http-error  | {"seconds":601}      | /seconds
                    relay-stall | {"customer":"bob"}   | /customer
                    """)
    void refusesInvalidSettings(String fault, String body, String pointer) throws Exception {
        HttpResponse<String> response = put("/api/chaos/order/" + fault, body);

        assertProblem(response, 400, "/problems/invalid-request");
        assertThat(JsonPath.<List<String>>read(response.body(), "$.errors[*].pointer"))
                .containsExactly(pointer);
        assertThat(orders.receivedNothing()).isTrue();
    }

    @Test
    void requiresAnOperator() throws Exception {
        String alice = "Bearer " + client.tokenFor("alice");

        assertThat(client.get("/api/chaos", "Authorization", alice).statusCode()).isEqualTo(403);
        assertThat(client.get("/api/chaos").statusCode()).isEqualTo(401);
        assertThat(orders.receivedNothing()).isTrue();
        assertThat(gateway.bean(FaultInjector.class).active(Fault.CRASH)).isEmpty();
    }

    @Test
    void existsOnlyWithTheProfile(@TempDir Path otherKeys) throws Exception {
        try (RunningGateway plain =
                RunningGateway.start(
                        "spring.profiles.active=demo", "quadrille.keys-dir=" + otherKeys)) {
            GatewayClient other = plain.client();
            String token = "Bearer " + other.tokenFor("operator");

            for (String path : List.of("/api/chaos", "/api/chaos/order/crash", "/internal/chaos")) {
                assertThat(other.get(path, "Authorization", token).statusCode()).isEqualTo(404);
            }
        }
    }

    private static List<Boolean> acknowledgements(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.acknowledgements[*].acknowledged");
    }

    private static HttpHandler responding(int status, String body) {
        return exchange -> StubService.respond(exchange, status, body);
    }

    private static void respondWithoutBody(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JsonPath.<String>read(response.body(), "$.type")).isEqualTo(type);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.get(path, "Authorization", operator);
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return client.send(
                client.request(path)
                        .header("Authorization", operator)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return client.send(client.request(path).header("Authorization", operator).DELETE());
    }
}
