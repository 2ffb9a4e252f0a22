package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.exchange.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Generates one request for an operation from the parameters in the document.
final class RequestDraft {

    private final ApiOperation operation;
    private final SeededRandom random;
    private final Fuzzer fuzzer;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final List<String> query = new ArrayList<>();
    private String path;

    RequestDraft(ApiOperation operation, SeededRandom random, Fuzzer fuzzer) {
        this.operation = operation;
        this.random = random;
        this.fuzzer = fuzzer;
        this.path = operation.path();
    }

    FuzzedRequest request(int number) {
        String usual = fuzzer.callers().usualCaller(operation, random);
        if (operation.node().has("security")) {
            fuzzer.callers()
                    .authorization(usual, random)
                    .ifPresent(it -> header("Authorization", it));
        }
        if (path.contains("{service}") && random.percent(40)) {
            HostileProducer.Letter letter = fuzzer.deadLetter(random);
            path = path.replace("{service}", letter.service()).replace("{id}", letter.id());
        }
        operation.path("parameters").forEach(parameter -> add(parameter, number));
        addUnusualHeaders();
        byte[] body = operation.requestSchema().map(this::body).orElse(new byte[0]);
        String target = query.isEmpty() ? path : path + "?" + String.join("&", query);
        return new FuzzedRequest(
                Optional.of(operation), new RawRequest(operation.method(), target, headers, body));
    }

    private void add(JsonNode parameter, int number) {
        String name = parameter.path("name").asString();
        switch (parameter.path("in").asString()) {
            case "path" -> path = path.replace("{" + name + "}", pathValue(name));
            case "query" -> addQuery(name, parameter.path("schema"));
            default -> addHeader(name, number);
        }
    }

    private String pathValue(String name) {
        return switch (name) {
            case "id" ->
                    random.percent(75)
                            ? fuzzer.order(random)
                            : random.oneOf(
                                    new UUID(7, random.upTo(9)).toString(),
                                    "x",
                                    "1-1-1-1-1",
                                    "0".repeat(300));
            case "sku" -> random.percent(75) ? random.oneOf(FuzzCatalog.SKUS) : unusualSku();
            default -> random.oneOf("order", "inventory", "payment", "shipping", "query");
        };
    }

    /// Every SKU that a PUT could create starts with `FUZZ-`, so that this test does not affect
    /// others.
    private String unusualSku() {
        return random.oneOf(
                operation.method().equals("PUT") ? "FUZZ-" + random.upTo(30) : "NO-SUCH-THING",
                "fuzz-1",
                "FUZZ-" + "X".repeat(35),
                "FUZZ-" + "X".repeat(36),
                "-",
                "FUZZ--B",
                Fuzzer.encoded("ß'\" <x>"),
                Fuzzer.encoded("a\nb"));
    }

    private void addQuery(String name, JsonNode schema) {
        if (random.percent(50)) {
            return;
        }
        String value =
                random.percent(60)
                        ? new Values(operation, random).allowedBy(schema).asString()
                        : random.oneOf(
                                "",
                                "x",
                                "-1",
                                "0",
                                "101",
                                "1e9",
                                "9".repeat(30),
                                "' or 1=1",
                                "\u0000",
                                "ß");
        query.add(name + "=" + Fuzzer.encoded(value));
    }

    private void addHeader(String name, int number) {
        switch (name) {
            case "Idempotency-Key" -> key(number).ifPresent(key -> header(name, key));
            case "Prefer" -> {
                if (random.percent(30)) {
                    header(
                            name,
                            random.oneOf(
                                    "wait=0",
                                    "wait=1",
                                    "wait=x",
                                    "wait=-1",
                                    "respond-async, wait=1",
                                    ""));
                }
            }
            case "If-None-Match", "If-Match" -> {
                if (random.percent(20)) {
                    header(
                            name,
                            random.oneOf("*", "\"5\"", "W/\"5\"", "\"1\", \"2\", \"3\"", "x", ""));
                }
            }
            default -> throw new IllegalStateException("no values for header " + name);
        }
    }

    private Optional<String> key(int number) {
        return switch (random.upTo(20)) {
            case 0 -> Optional.empty();
            case 1 ->
                    Optional.of(
                            random.oneOf(
                                    "",
                                    "\"\"",
                                    "a b",
                                    "ü",
                                    "x".repeat(256),
                                    "\"" + "x".repeat(256) + "\"",
                                    "\"x"));
            case 2 ->
                    Optional.of(
                            random.oneOf("x".repeat(255), "\"" + "y".repeat(255) + "\"", "!", "~"));
            case 3, 4 -> Optional.of("reused-" + random.upTo(10));
            default -> Optional.of("fuzz-" + number);
        };
    }

    private void addUnusualHeaders() {
        if (random.percent(10)) {
            header(
                    "Accept",
                    random.oneOf(
                            "application/json",
                            "*/*",
                            "x",
                            "",
                            "text/html",
                            "application/xml",
                            "application/*",
                            "text/html, */*;q=0.1"));
        }
        if (random.percent(10)) {
            header(
                    random.oneOf(
                            "X-Forwarded-For",
                            "Forwarded",
                            "X-Request-Id",
                            "traceparent",
                            "tracestate",
                            "baggage",
                            "Accept-Language",
                            "Origin",
                            "Range",
                            "Cookie",
                            "X-HTTP-Method-Override"),
                    random.oneOf(
                            "6.6.6.6",
                            "for=6.6.6.6",
                            "00-x-y-z",
                            "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
                            "bytes=0-1",
                            "DELETE",
                            "${jndi:ldap://x}",
                            "x".repeat(4_000)));
        }
    }

    private byte[] body(JsonNode schema) {
        header("Content-Type", contentType());
        JsonNode valid = new Values(operation, random).allowedBy(schema);
        return random.percent(50)
                ? valid.toString().getBytes(StandardCharsets.UTF_8)
                : new Mutations(random).of(valid);
    }

    private String contentType() {
        return random.percent(92)
                ? "application/json"
                : random.oneOf(
                        "application/json;charset=utf-8",
                        "application/json; charset=x",
                        "text/plain",
                        "*/*",
                        "x",
                        "",
                        "application/xml",
                        "application/x-www-form-urlencoded");
    }

    private void header(String name, String value) {
        headers.add(Map.entry(name, value));
    }
}
