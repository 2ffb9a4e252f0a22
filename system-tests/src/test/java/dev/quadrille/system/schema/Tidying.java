package dev.quadrille.system.schema;

import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.Texts;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says in the terms of OpenAPI what springdoc has carried over from Java as it was.
public final class Tidying {

    /// `Texts.PATTERN` for those who have no `\p{javaWhitespace}`: all separators but the three
    /// that do not break a line.
    private static final String TEXT =
            "[^\\p{Cc}\\p{Cs}]*(?:[^\\p{Cc}\\p{Cs}\\p{Z}]|[\\u00A0\\u2007\\u202F])[^\\p{Cc}\\p{Cs}]*";

    private static final Map<String, Consumer<ObjectNode>> PARAMETERS =
            Map.of(
                    "id", schema -> schema.put("format", "uuid"),
                    "sku", schema -> schema.put("maxLength", 40).put("pattern", Sku.PATTERN),
                    "service", Limits::services,
                    "Idempotency-Key",
                            schema ->
                                    schema.put("minLength", 1)
                                            .put("maxLength", 257)
                                            .put(
                                                    "pattern",
                                                    "\"[\\x21\\x23-\\x7e]{1,255}\"|[\\x21\\x23-\\x7e]{1,255}"),
                    "Prefer", Tidying::preference);

    private final ObjectNode document;

    public Tidying(ObjectNode document) {
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
                    // Commands are read by the letter.
                    if (schema.getKey().contains("Request")) {
                        ((ObjectNode) schema.getValue()).put("additionalProperties", false);
                    }
                });
        everyObject(document, Tidying::tidySchema);
        Limits.addTo(document.path("components").path("schemas"));
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
        if (pattern.isString()) {
            boolean isText = pattern.asString().equals(Texts.PATTERN);
            // Bean validation and records match the whole text, a schema any part of it.
            schema.put("pattern", "^(?:" + (isText ? TEXT : pattern.asString()) + ")$");
            if (isText) {
                schema.put("minLength", 1);
            }
        }
    }

    private static void everyObject(JsonNode node, Consumer<ObjectNode> action) {
        if (node instanceof ObjectNode object) {
            action.accept(object);
        }
        node.forEach(child -> everyObject(child, action));
    }
}
