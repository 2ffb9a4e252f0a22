package dev.quadrille.system.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Validates values against the schemas of a document (JSON Schema 2020-12).
public final class Schemas {

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private final JsonNode components;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private Schemas(JsonNode components) {
        this.components = components.deepCopy();
        NullableNumbers.rewrite(this.components);
    }

    /// Unknown fields are allowed, as in the document.
    public static Schemas of(JsonNode document) {
        return new Schemas(document.path("components"));
    }

    /// Unknown fields are violations: the document must describe complete responses.
    public static Schemas closed(JsonNode document) {
        JsonNode components = document.path("components").deepCopy();
        close(components);
        return new Schemas(components);
    }

    /// Returns the violations, one per line.
    public List<String> violations(JsonNode schema, JsonNode value) {
        return compiled
                .computeIfAbsent(schema.toString(), _ -> compile(schema))
                .validate(value)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", components);
        return registry.getSchema(whole);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.has("properties")
                && schema.path("type").asString("").equals("object")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(Schemas::close);
    }
}
