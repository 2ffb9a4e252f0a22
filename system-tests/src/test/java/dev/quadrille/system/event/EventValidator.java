package dev.quadrille.system.event;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.quadrille.system.schema.PublishedDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Validates records against the published event schemas. Unknown fields are violations here: the
/// schema must describe everything that the services write, although consumers ignore unknown
/// fields.
final class EventValidator {

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    /// Returns the violations of the schema for the type, such as `quadrille.StockReserved.v1`.
    List<String> violations(String type, JsonNode body) {
        String file = type.replaceFirst("^quadrille\\.", "") + ".schema.json";
        return check(file, body);
    }

    List<String> headerViolations(JsonNode headers) {
        return check("headers.schema.json", headers);
    }

    List<String> deadLetterViolations(JsonNode headers) {
        return check("dead-letter-headers.schema.json", headers);
    }

    private List<String> check(String file, JsonNode value) {
        return compiled.computeIfAbsent(file, this::compile).validate(value).stream()
                .map(error -> file + " " + error)
                .toList();
    }

    private Schema compile(String file) {
        JsonNode schema = new PublishedDocument("events/" + file).json();
        if (!file.contains("headers")) {
            close(schema);
        }
        return registry.getSchema(schema);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.has("properties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(EventValidator::close);
    }
}
