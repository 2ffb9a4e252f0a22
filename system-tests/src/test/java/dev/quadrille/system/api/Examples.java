package dev.quadrille.system.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Adds the request and response examples to the OpenAPI document.
final class Examples {

    private Examples() {}

    /// Adds each example to its operation; an example without an operation is an error.
    static void addTo(ObjectNode document) {
        ObjectNode examples = read();
        document.path("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            String id = operation.path("operationId").asString();
                            if (examples.remove(id) instanceof ObjectNode ofOperation) {
                                add((ObjectNode) operation, ofOperation);
                            }
                        }));
        if (!examples.isEmpty()) {
            throw new IllegalStateException(
                    "examples without an operation: " + new TreeSet<>(examples.propertyNames()));
        }
    }

    private static void add(ObjectNode operation, ObjectNode examples) {
        examples.properties()
                .forEach(example -> {
                    JsonNode place =
                            example.getKey().equals("request")
                                    ? operation.path("requestBody")
                                    : operation.path("responses").path(example.getKey());
                    JsonNode content = place.path("content").path("application/json");
                    if (!(content instanceof ObjectNode there)) {
                        throw new IllegalStateException(
                                operation.path("operationId")
                                        + " does not document "
                                        + example.getKey());
                    }
                    there.set("example", example.getValue());
                });
    }

    private static ObjectNode read() {
        try (InputStream examples = Examples.class.getResourceAsStream("/api/examples.yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(examples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
