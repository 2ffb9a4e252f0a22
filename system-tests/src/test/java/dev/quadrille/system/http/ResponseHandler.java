package dev.quadrille.system.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.exchange.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The script of a request. It supports two statements: an assertion about the response, and a
/// variable that later requests use.
record ResponseHandler(List<String> statements) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TEST =
            Pattern.compile("client\\.test\\(\"(.+)\", \\(\\) => client\\.assert\\((.+)\\)\\)");
    private static final Pattern SET =
            Pattern.compile("client\\.global\\.set\\(\"(\\w+)\", (response\\.[\\w.\\[\\]]+)\\)");

    private static final Pattern STATUS = Pattern.compile("response\\.status === (\\d+)");

    static ResponseHandler of(String script) {
        List<String> statements =
                Arrays.stream(script.split(";", -1))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .toList();
        statements.forEach(it -> {
            if (!TEST.matcher(it).matches() && !SET.matcher(it).matches()) {
                throw new IllegalArgumentException("unsupported statement: " + it);
            }
        });
        return new ResponseHandler(statements);
    }

    /// Returns `success` or `failure`, derived from the expected status.
    Set<String> outcomes() {
        return statements.stream()
                .flatMap(it -> STATUS.matcher(it).results())
                .map(it -> it.group(1).startsWith("2") ? "success" : "failure")
                .collect(Collectors.toSet());
    }

    void check(Reply reply, Map<String, String> variables) {
        for (String statement : statements) {
            Matcher test = TEST.matcher(statement);
            if (test.matches()) {
                assertThat(isTrue(test.group(2), reply))
                        .as("%s: %s; the response is %s", test.group(1), test.group(2), reply)
                        .isTrue();
            }
            Matcher set = SET.matcher(statement);
            if (set.matches()) {
                variables.put(set.group(1), part(set.group(2), reply).asString());
            }
        }
    }

    private static boolean isTrue(String condition, Reply reply) {
        List<Boolean> any = new ArrayList<>();
        for (String comparison : condition.split(" \\|\\| ", -1)) {
            String[] sides = comparison.split(" === ", 2);
            any.add(part(sides[0], reply).equals(JSON.readTree(sides[1])));
        }
        return any.contains(true);
    }

    /// Evaluates `response.status` or a path in `response.body`.
    private static JsonNode part(String path, Reply reply) {
        if (path.equals("response.status")) {
            return JSON.getNodeFactory().numberNode(reply.status());
        }
        String pointer =
                path.replaceFirst("^response\\.body", "")
                        .replaceAll("[.\\[]", "/")
                        .replace("]", "");
        return JSON.readTree(reply.body()).at(pointer);
    }
}
