package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.exchange.RawRequest;
import dev.quadrille.system.exchange.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Generates valid and mutated requests from the OpenAPI document. The same seed and number produce
/// the same request, except for the ids of placed orders.
final class Fuzzer {

    private static final List<String> UNDOCUMENTED_PATHS =
            List.of(
                    "/",
                    "/api",
                    "/api/",
                    "/api/nothing",
                    "//api/stock",
                    "/api/stock/",
                    "/api/stock/%2e%2e",
                    "/api/stock/..%2f..%2factuator/env",
                    "/api/stock/%00",
                    "/api/stock/%zz",
                    "/api/stock/a;b=c",
                    "/api/stock/a%3Bb",
                    "/api/stock/%C0%AF",
                    "/actuator/env",
                    "/actuator/health/",
                    "/docs/..",
                    "/docs/pom.xml",
                    "/docs/application.yml",
                    "/error",
                    "/oauth2/jwks",
                    "/api/orders/%20",
                    "/api/orders?limit=%",
                    "/%61pi/stock",
                    "/API/STOCK",
                    "/api/stock?x=%ff",
                    "/api/chaos");

    private final long seed;
    private final List<ApiOperation> operations;
    private final Callers callers;
    private final List<HostileProducer.Letter> deadLetters;
    private final Map<String, Queue<String>> orders = new ConcurrentHashMap<>();

    Fuzzer(
            long seed,
            List<ApiOperation> operations,
            Callers callers,
            List<HostileProducer.Letter> deadLetters) {
        this.seed = seed;
        this.operations = operations;
        this.callers = callers;
        this.deadLetters = List.copyOf(deadLetters);
    }

    FuzzedRequest request(int number) {
        SeededRandom random = new SeededRandom(seed * 1_000_003 + number);
        if (random.percent(5)) {
            return undocumentedRequest(random);
        }
        ApiOperation operation = random.oneOf(operations);
        return operation.id().equals("issueToken")
                ? new FuzzedRequest(Optional.of(operation), tokenRequest(random))
                : new RequestDraft(operation, random, this).request(number);
    }

    Callers callers() {
        return callers;
    }

    /// Records the order id, if an order was placed, for later requests.
    void recordPlacedOrder(FuzzedRequest fuzzed, Reply reply) {
        if (reply.status() == 202 && fuzzed.request().target().equals("/api/orders")) {
            JsonNode order = JsonMapper.shared().readTree(reply.body());
            orders.computeIfAbsent("any", _ -> new ConcurrentLinkedDeque<>())
                    .add(order.path("orderId").asString());
        }
    }

    /// Returns a placed order, if there is one.
    String order(SeededRandom random) {
        List<String> known = List.copyOf(orders.getOrDefault("any", new ConcurrentLinkedDeque<>()));
        return known.isEmpty() ? new UUID(0, 0).toString() : random.oneOf(known);
    }

    HostileProducer.Letter deadLetter(SeededRandom random) {
        return random.oneOf(deadLetters);
    }

    private FuzzedRequest undocumentedRequest(SeededRandom random) {
        RawRequest request =
                random.percent(70)
                        ? RawRequest.of("GET", random.oneOf(UNDOCUMENTED_PATHS))
                        : RawRequest.of(
                                random.oneOf(
                                        "PATCH", "PUT", "DELETE", "OPTIONS", "TRACE", "POST",
                                        "FOO"),
                                random.oneOf(
                                        "/api/orders",
                                        "/api/stock",
                                        "/api/orders/x",
                                        "/docs",
                                        "/actuator/health"));
        Optional<String> authorization = callers.authorization("operator", random);
        return new FuzzedRequest(
                Optional.empty(),
                authorization.map(it -> request.with("Authorization", it)).orElse(request));
    }

    private static RawRequest tokenRequest(SeededRandom random) {
        String name = random.oneOf("alice", "bob", "operator", "mallory", "", "a:b");
        RawRequest request = RawRequest.of("POST", "/oauth2/token");
        if (random.percent(90)) {
            String secret = random.percent(80) ? name + "-secret" : random.oneOf("", "x", "ü");
            request = request.with("Authorization", Callers.basic(name, secret));
        }
        request =
                request.with(
                        "Content-Type",
                        random.percent(90)
                                ? "application/x-www-form-urlencoded"
                                : "application/json");
        return request.with(
                random.percent(60)
                        ? "grant_type=client_credentials"
                        : random.oneOf(
                                "",
                                "grant_type=password",
                                "grant_type=client_credentials&scope="
                                        + encoded(random.oneOf("operator", "x", "", "a b")),
                                "grant_type=client_credentials&grant_type=client_credentials",
                                "grant_type=%zz"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
