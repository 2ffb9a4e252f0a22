package dev.quadrille.cli.client;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Formats a problem document (RFC 9457) for the terminal.
final class ProblemText {

    private static final String NOT_QUADRILLE =
            "The response is not from Quadrille. Another program may use this port.";

    private ProblemText() {}

    static String of(int status, String body) {
        try {
            return describe(status, JsonMapper.shared().readTree(body));
        } catch (JacksonException _) {
            return status + " " + (isPlain(body) ? body.strip() : NOT_QUADRILLE);
        }
    }

    private static boolean isPlain(String body) {
        return body.length() <= 200 && !body.stripLeading().startsWith("<");
    }

    private static String describe(int status, JsonNode problem) {
        Stream<String> head =
                Stream.of(
                        status + " " + problem.path("title").asString(""),
                        problem.path("detail").asString(""));
        Stream<String> errors =
                problem.path("errors").valueStream().map(error -> "  - " + text(error));
        Stream<String> trace =
                problem.path("traceId").stringValueOpt().map(id -> "traceId " + id).stream();
        return Stream.of(head, errors, trace)
                .flatMap(lines -> lines)
                .filter(line -> !line.isBlank())
                .collect(joining("\n"));
    }

    private static String text(JsonNode error) {
        return error.isObject()
                ? error.valueStream().map(JsonNode::asString).collect(joining(": "))
                : error.asString();
    }
}
