package dev.quadrille.system.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// An operation of the OpenAPI document.
public record ApiOperation(JsonNode document, String path, String method, JsonNode node) {

    public static Stream<ApiOperation> all(JsonNode document) {
        return document.path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .map(operation ->
                                        new ApiOperation(
                                                document,
                                                path.getKey(),
                                                operation.getKey().toUpperCase(Locale.ROOT),
                                                operation.getValue())));
    }

    /// Returns the operation for a request; empty if it is not documented.
    public static Optional<ApiOperation> of(
            List<ApiOperation> operations, String method, String target) {
        String path = target.replaceFirst("\\?.*", "");
        return operations.stream()
                .filter(it -> it.method.equals(method))
                .filter(it -> path.matches(it.path.replaceAll("\\{[^}]*}", "[^/]+")))
                .findFirst();
    }

    public String id() {
        return node.path("operationId").asString();
    }

    public JsonNode path(String name) {
        return node.path(name);
    }

    public List<String> statuses() {
        return List.copyOf(node.path("responses").propertyNames());
    }

    /// The documented response for the status; empty if there is none.
    public Optional<JsonNode> response(int status) {
        return Optional.ofNullable(node.path("responses").get(Integer.toString(status)))
                .map(this::resolved);
    }

    public JsonNode resolved(JsonNode it) {
        String ref = it.path("$ref").asString("");
        return ref.isEmpty() ? it : document.at(ref.substring(1));
    }

    public Optional<JsonNode> requestSchema() {
        return Optional.ofNullable(
                node.at("/requestBody/content/application~1json/schema").isMissingNode()
                        ? null
                        : node.at("/requestBody/content/application~1json/schema"));
    }

    /// Returns the schema violations of the examples.
    List<String> invalidExamples() {
        Schemas schemas = Schemas.closed(document);
        return Stream.concat(
                        Stream.of(node.path("requestBody")),
                        node.path("responses").valueStream().map(this::resolved))
                .flatMap(place -> place.path("content").valueStream())
                .filter(content -> content.has("example"))
                .flatMap(content ->
                        schemas
                                .violations(content.path("schema"), content.path("example"))
                                .stream())
                .toList();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
