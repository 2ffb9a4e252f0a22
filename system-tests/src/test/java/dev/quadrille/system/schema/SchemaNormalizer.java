package dev.quadrille.system.schema;

import dev.quadrille.orderflow.value.Sku;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Replaces Java-specific output of springdoc by OpenAPI terms.
public final class SchemaNormalizer {

    private static final Map<String, Consumer<ObjectNode>> PARAMETERS =
            Map.of(
                    "id", schema -> schema.put("format", "uuid"),
                    "sku", schema -> schema.put("maxLength", 40).put("pattern", Sku.PATTERN),
                    "service", SchemaLimits::services,
                    "Idempotency-Key",
                            schema ->
                                    schema.put("minLength", 1)
                                            .put("maxLength", 257)
                                            .put("pattern", "\"[!#-~]{1,255}\"|[!#-~]{1,255}"),
                    "Prefer", SchemaNormalizer::preference,
                    "customer", schema -> schema.put("pattern", ValueSchemas.TEXT));

    private final ObjectNode document;

    public SchemaNormalizer(ObjectNode document) {
        this.document = document;
    }

    public void normalize() {
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .forEach(operation ->
                                        normalize(path.getKey(), (ObjectNode) operation)));
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    if (schema.getValue().has("properties")) {
                        ((ObjectNode) schema.getValue()).put("type", "object");
                    }
                    if (schema.getKey().contains("Request")) {
                        makeStrict((ObjectNode) schema.getValue());
                    }
                });
        everyObject(document, SchemaNormalizer::normalizeSchema);
        SchemaLimits.addTo(document.path("components").path("schemas"));
        if (document.path("components").path("schemas") instanceof ObjectNode schemas) {
            TimelineEvents.discriminate(schemas);
        }
    }

    /// The services reject unknown fields of a command, and integers with a fraction or exponent,
    /// which JSON Schema cannot express.
    private static void makeStrict(ObjectNode command) {
        command.put("additionalProperties", false);
        command.path("properties")
                .forEach(property -> {
                    if (property.path("type").asString("").equals("integer")) {
                        ((ObjectNode) property)
                                .put(
                                        "description",
                                        "Without fraction and exponent: `1.0` and `1e2` are rejected.");
                    }
                });
    }

    private static void normalize(String path, ObjectNode operation) {
        operation.putArray("tags").add(tag(path));
        operation.path("parameters").forEach(it -> normalizeParameter((ObjectNode) it));
        // The security schemes document this header.
        operation
                .withArray("parameters")
                .removeIf(it -> it.path("name").asString().equals("Authorization"));
        if (operation.path("parameters").isEmpty()) {
            operation.remove("parameters");
        }
        operation
                .path("responses")
                .forEach(answer ->
                        answer.path("headers")
                                .properties()
                                .forEach(header ->
                                        ((ObjectNode) header.getValue())
                                                .removeAll()
                                                .put(
                                                        "$ref",
                                                        "#/components/headers/"
                                                                + header.getKey())));
    }

    private static String tag(String path) {
        return path.replaceFirst("^/(api/)?([^/]+).*", "$2");
    }

    private static void normalizeParameter(ObjectNode parameter) {
        String name = parameter.path("name").asString();
        // The controllers declare it as optional to return a specific problem if it is missing.
        if (name.equals("Idempotency-Key")) {
            parameter.put("required", true);
        }
        if (PARAMETERS.containsKey(name)) {
            PARAMETERS.get(name).accept((ObjectNode) parameter.path("schema"));
        }
    }

    /// A request may have several preferences and headers; the document describes one text.
    private static void preference(ObjectNode schema) {
        schema.removeAll();
        schema.put("type", "string").put("description", "`wait=N`, with N of 0 to 30 seconds.");
    }

    private static void normalizeSchema(ObjectNode schema) {
        JsonNode pattern = schema.path("pattern");
        if (pattern.isString() && !pattern.asString().startsWith("^")) {
            schema.put("pattern", CommonRegex.anchored(pattern.asString()));
        }
    }

    private static void everyObject(JsonNode node, Consumer<ObjectNode> action) {
        if (node instanceof ObjectNode object) {
            action.accept(object);
        }
        node.forEach(child -> everyObject(child, action));
    }
}
