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

/// One request for an operation, part by part as the document lists them.
final class RequestDraft {

    private final ApiOperation operation;
    private final SeededRandom dice;
    private final Fuzzer fuzzer;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private final List<String> query = new ArrayList<>();
    private String path;

    RequestDraft(ApiOperation operation, SeededRandom dice, Fuzzer fuzzer) {
        this.operation = operation;
        this.dice = dice;
        this.fuzzer = fuzzer;
        this.path = operation.path();
    }

    FuzzedRequest request(int number) {
        String usual = fuzzer.callers().usual(operation, dice);
        if (operation.node().has("security")) {
            fuzzer.callers()
                    .authorization(usual, dice)
                    .ifPresent(it -> header("Authorization", it));
        }
        if (path.contains("{service}") && dice.percent(40)) {
            HostileProducer.Letter letter = fuzzer.deadLetter(dice);
            path = path.replace("{service}", letter.service()).replace("{id}", letter.id());
        }
        operation.path("parameters").forEach(parameter -> add(parameter, number));
        addOddHeaders();
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
                    dice.percent(75)
                            ? fuzzer.order(dice)
                            : dice.oneOf(
                                    new UUID(7, dice.upTo(9)).toString(),
                                    "x",
                                    "1-1-1-1-1",
                                    "0".repeat(300));
            case "sku" -> dice.percent(75) ? dice.oneOf(FuzzCatalog.SKUS) : oddSku();
            default -> dice.oneOf("order", "inventory", "payment", "shipping", "query");
        };
    }

    /// What it may bring into being bears its own name: other tests count on what there is and is
    /// not.
    private String oddSku() {
        return dice.oneOf(
                operation.method().equals("PUT") ? "FUZZ-" + dice.upTo(30) : "NO-SUCH-THING",
                "fuzz-1",
                "FUZZ-" + "X".repeat(35),
                "FUZZ-" + "X".repeat(36),
                "-",
                "FUZZ--B",
                Fuzzer.encoded("ß'\" <x>"),
                Fuzzer.encoded("a\nb"));
    }

    private void addQuery(String name, JsonNode schema) {
        if (dice.percent(50)) {
            return;
        }
        String value =
                dice.percent(60)
                        ? new Values(operation, dice).allowedBy(schema).asString()
                        : dice.oneOf(
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
                if (dice.percent(30)) {
                    header(
                            name,
                            dice.oneOf(
                                    "wait=0",
                                    "wait=1",
                                    "wait=x",
                                    "wait=-1",
                                    "respond-async, wait=1",
                                    ""));
                }
            }
            case "If-None-Match", "If-Match" -> {
                if (dice.percent(20)) {
                    header(
                            name,
                            dice.oneOf("*", "\"5\"", "W/\"5\"", "\"1\", \"2\", \"3\"", "x", ""));
                }
            }
            default -> throw new IllegalStateException("no values for header " + name);
        }
    }

    private Optional<String> key(int number) {
        return switch (dice.upTo(20)) {
            case 0 -> Optional.empty();
            case 1 ->
                    Optional.of(
                            dice.oneOf(
                                    "",
                                    "\"\"",
                                    "a b",
                                    "ü",
                                    "x".repeat(256),
                                    "\"" + "x".repeat(256) + "\"",
                                    "\"x"));
            case 2 ->
                    Optional.of(
                            dice.oneOf("x".repeat(255), "\"" + "y".repeat(255) + "\"", "!", "~"));
            case 3, 4 -> Optional.of("reused-" + dice.upTo(10));
            default -> Optional.of("fuzz-" + number);
        };
    }

    private void addOddHeaders() {
        if (dice.percent(10)) {
            header(
                    "Accept",
                    dice.oneOf(
                            "application/json",
                            "*/*",
                            "x",
                            "",
                            "text/html",
                            "application/xml",
                            "application/*",
                            "text/html, */*;q=0.1"));
        }
        if (dice.percent(10)) {
            header(
                    dice.oneOf(
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
                    dice.oneOf(
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
        JsonNode right = new Values(operation, dice).allowedBy(schema);
        return dice.percent(50)
                ? right.toString().getBytes(StandardCharsets.UTF_8)
                : new Mutations(dice).of(right);
    }

    private String contentType() {
        return dice.percent(92)
                ? "application/json"
                : dice.oneOf(
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
