package dev.quadrille.system.input;

import dev.quadrille.system.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks a rejection: it must be a problem document of the published form, and must not disclose
/// internals.
final class Refusal {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern INTERNALS =
            Pattern.compile(
                    "Exception|Throwable|\\bat [\\w.$]+\\(|springframework|quadrille\\.[a-z]|jackson|apache"
                            + "|tomcat|java\\.|jakarta|hibernate|postgres|select .* from |insert into|<html",
                    Pattern.CASE_INSENSITIVE);

    private Refusal() {}

    /// Returns the rules that the response violates.
    static List<String> faults(WireResponse response) {
        List<String> faults = new ArrayList<>();
        if (response.status() < 400 || response.status() > 499) {
            faults.add("status " + response.status());
        }
        if (!response.header("Content-Type").startsWith("application/problem+json")) {
            faults.add("content type " + response.header("Content-Type"));
        }
        if (!response.header("Set-Cookie").isEmpty() || !response.header("X-Evil").isEmpty()) {
            faults.add("a header injected by the client");
        }
        if (INTERNALS.matcher(response.body()).find()) {
            faults.add("internals in the body");
        }
        if (response.status() == 405 && response.header("Allow").isEmpty()) {
            faults.add("a 405 without Allow");
        }
        faults.addAll(documentFaults(response));
        return faults;
    }

    private static List<String> documentFaults(WireResponse response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            List<String> faults = new ArrayList<>();
            require(faults, "type", problem.path("type").asString("").startsWith("/problems/"));
            require(faults, "title", !problem.path("title").asString("").isBlank());
            require(faults, "status", problem.path("status").asInt(0) == response.status());
            require(
                    faults,
                    "traceId",
                    problem.path("traceId").asString("").matches("(?!0{32})[0-9a-f]{32}"));
            require(
                    faults,
                    "pointers",
                    problem.path("errors").valueStream().allMatch(Refusal::points));
            return faults;
        } catch (JacksonException e) {
            return List.of("a body that is not JSON");
        }
    }

    private static boolean points(JsonNode error) {
        return !error.path("pointer").asString("").isBlank()
                && !error.path("detail").asString("").isBlank();
    }

    private static void require(List<String> faults, String what, boolean holds) {
        if (!holds) {
            faults.add("invalid " + what);
        }
    }
}
