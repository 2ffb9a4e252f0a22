package dev.quadrille.system.schema;

import dev.quadrille.orderflow.value.Sku;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says in the terms of OpenAPI what springdoc has carried over from Java as it was.
public final class SchemaTidying {

    private static final Map<String, Consumer<ObjectNode>> PARAMETERS =
            Map.of(
                    "id", schema -> schema.put("format", "uuid"),
                    "sku", schema -> schema.put("maxLength", 40).put("pattern", Sku.PATTERN),
                    "service", Limits::services,
                    "Idempotency-Key",
                            schema ->
                                    schema.put("minLength", 1)
                                            .put("maxLength", 257)
                                            .put("pattern", "\"[!#-~]{1,255}\"|[!#-~]{1,255}"),
                    "Prefer", SchemaTidying::preference,
                    "customer", schema -> schema.put("pattern", LanguageSchemas.TEXT));

    private final ObjectNode document;

    public SchemaTidying(ObjectNode document) {
        this.document = document;
    }

    public void tidy() {
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .forEach(operation -> tidy(path.getKey(), (ObjectNode) operation)));
        document.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> {
                    if (schema.getValue().has("properties")) {
                        ((ObjectNode) schema.getValue()).put("type", "object");
                    }
                    if (schema.getKey().contains("Request")) {
                        beStrict((ObjectNode) schema.getValue());
                    }
                });
        everyObject(document, SchemaTidying::tidySchema);
        Limits.addTo(document.path("components").path("schemas"));
        if (document.path("components").path("schemas") instanceof ObjectNode schemas) {
            TimelineEvents.discriminate(schemas);
        }
    }

    /// The services refuse what a command does not name, and integers that are written otherwise,
    /// which JSON Schema cannot say.
    private static void beStrict(ObjectNode command) {
        command.put("additionalProperties", false);
        command.path("properties")
                .forEach(property -> {
                    if (property.path("type").asString("").equals("integer")) {
                        ((ObjectNode) property)
                                .put(
                                        "description",
                                        "Without fraction and exponent: `1.0` and `1e2` are refused.");
                    }
                });
    }

    private static void tidy(String path, ObjectNode operation) {
        operation.putArray("tags").add(tag(path));
        operation.path("parameters").forEach(it -> tidyParameter((ObjectNode) it));
        // Who is asking is a matter of the security schemes.
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

    private static void tidyParameter(ObjectNode parameter) {
        String name = parameter.path("name").asString();
        // It may be missing for Spring, so that we can word the refusal.
        if (name.equals("Idempotency-Key")) {
            parameter.put("required", true);
        }
        if (PARAMETERS.containsKey(name)) {
            PARAMETERS.get(name).accept((ObjectNode) parameter.path("schema"));
        }
    }

    /// Several preferences may come in one header or in several; for the document it is one text.
    private static void preference(ObjectNode schema) {
        schema.removeAll();
        schema.put("type", "string").put("description", "`wait=N`, with N of 0 to 30 seconds.");
    }

    private static void tidySchema(ObjectNode schema) {
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
