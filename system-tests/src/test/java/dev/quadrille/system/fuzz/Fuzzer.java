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

/// Makes requests of the API's document: right ones, and such as are wrong in one place or another.
/// The same seed and number make the same request, but for the ids of orders that were placed.
final class Fuzzer {

    private static final List<String> ODD_PATHS =
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
        SeededRandom dice = new SeededRandom(seed * 1_000_003 + number);
        if (dice.percent(5)) {
            return offTheMap(dice);
        }
        ApiOperation operation = dice.oneOf(operations);
        return operation.id().equals("issueToken")
                ? new FuzzedRequest(Optional.of(operation), tokenRequest(dice))
                : new RequestDraft(operation, dice, this).request(number);
    }

    Callers callers() {
        return callers;
    }

    /// Remembers what can be asked for later.
    void learn(FuzzedRequest fuzzed, Reply reply) {
        if (reply.status() == 202 && fuzzed.request().target().equals("/api/orders")) {
            JsonNode order = JsonMapper.shared().readTree(reply.body());
            orders.computeIfAbsent("any", _ -> new ConcurrentLinkedDeque<>())
                    .add(order.path("orderId").asString());
        }
    }

    /// An order that somebody has placed, if any.
    String order(SeededRandom dice) {
        List<String> known = List.copyOf(orders.getOrDefault("any", new ConcurrentLinkedDeque<>()));
        return known.isEmpty() ? new UUID(0, 0).toString() : dice.oneOf(known);
    }

    HostileProducer.Letter deadLetter(SeededRandom dice) {
        return dice.oneOf(deadLetters);
    }

    private FuzzedRequest offTheMap(SeededRandom dice) {
        RawRequest request =
                dice.percent(70)
                        ? RawRequest.of("GET", dice.oneOf(ODD_PATHS))
                        : RawRequest.of(
                                dice.oneOf(
                                        "PATCH", "PUT", "DELETE", "OPTIONS", "TRACE", "POST",
                                        "FOO"),
                                dice.oneOf(
                                        "/api/orders",
                                        "/api/stock",
                                        "/api/orders/x",
                                        "/docs",
                                        "/actuator/health"));
        Optional<String> authorization = callers.authorization("operator", dice);
        return new FuzzedRequest(
                Optional.empty(),
                authorization.map(it -> request.with("Authorization", it)).orElse(request));
    }

    private static RawRequest tokenRequest(SeededRandom dice) {
        String name = dice.oneOf("alice", "bob", "operator", "mallory", "", "a:b");
        RawRequest request = RawRequest.of("POST", "/oauth2/token");
        if (dice.percent(90)) {
            String secret = dice.percent(80) ? name + "-secret" : dice.oneOf("", "x", "ü");
            request = request.with("Authorization", Callers.basic(name, secret));
        }
        request =
                request.with(
                        "Content-Type",
                        dice.percent(90)
                                ? "application/x-www-form-urlencoded"
                                : "application/json");
        return request.with(
                dice.percent(60)
                        ? "grant_type=client_credentials"
                        : dice.oneOf(
                                "",
                                "grant_type=password",
                                "grant_type=client_credentials&scope="
                                        + encoded(dice.oneOf("operator", "x", "", "a b")),
                                "grant_type=client_credentials&grant_type=client_credentials",
                                "grant_type=%zz"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
