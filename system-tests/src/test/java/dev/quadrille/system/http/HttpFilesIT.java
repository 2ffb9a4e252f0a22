package dev.quadrille.system.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.api.ApiOperation;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.exchange.Conformance;
import dev.quadrille.system.exchange.RawConnection;
import dev.quadrille.system.exchange.RawRequest;
import dev.quadrille.system.exchange.Reply;
import dev.quadrille.system.schema.PublishedDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Sends every request of the `.http` files. Each response must satisfy its response handler and
/// conform to the OpenAPI document.
class HttpFilesIT {

    private static final JsonNode DOCUMENT = new PublishedDocument("openapi.json").json();
    private static final List<ApiOperation> OPERATIONS = ApiOperation.all(DOCUMENT).toList();

    private final Conformance conformance = new Conformance(DOCUMENT);

    @ParameterizedTest
    @MethodSource("files")
    void responsesSatisfyHandlersAndDocument(HttpFile file) {
        Map<String, String> variables = new HashMap<>(file.variables());
        try (RawConnection client = new RawConnection(RunningSystem.get().url())) {
            for (HttpExchange exchange : file.exchanges()) {
                RawRequest request = exchange.request(variables);
                Reply reply = client.send(request);
                String what = file + ", " + exchange.name() + ": " + request.curl("{{host}}");
                assertThat(reply).as(what).satisfies(it -> exchange.handler().check(it, variables));
                ApiOperation.of(OPERATIONS, request.method(), request.target())
                        .ifPresent(operation ->
                                assertThat(conformance.violations(operation, reply))
                                        .as(what)
                                        .isEmpty());
            }
        }
    }

    @Test
    void filesShowSuccessAndFailureOfEveryOperation() {
        Map<String, Set<String>> shown = new TreeMap<>();
        // A fresh system has no dead letter to replay or discard.
        shown.put("replayDeadLetter", Set.of("success"));
        shown.put("discardDeadLetter", Set.of("success"));
        OPERATIONS.forEach(it -> shown.putIfAbsent(it.id(), Set.of()));
        for (HttpFile file : HttpFile.all()) {
            file.exchanges()
                    .forEach(exchange -> {
                        String[] start = exchange.start().replace("{{host}}", "").split(" ", 2);
                        ApiOperation.of(OPERATIONS, start[0], start[1])
                                .ifPresent(it ->
                                        shown.merge(
                                                it.id(),
                                                exchange.handler().outcomes(),
                                                HttpFilesIT::union));
                    });
        }
        assertThat(shown)
                .allSatisfy((id, outcomes) ->
                        assertThat(outcomes)
                                .as(id + " in docs/api/*.http")
                                .contains("success", "failure"));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    static List<HttpFile> files() {
        return HttpFile.all();
    }
}
