package dev.quadrille.system.api;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rewrites nullable numbers for the validator, which cannot compile a schema with limits and a
/// list of types.
final class NullableNumbers {

    private static final List<String> LIMITS =
            List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private NullableNumbers() {}

    /// Replaces `type: [integer, null]` with limits by an `anyOf`, recursively.
    static void rewrite(JsonNode node) {
        node.forEach(NullableNumbers::rewrite);
        if (node instanceof ObjectNode schema
                && schema.path("type").isArray()
                && LIMITS.stream().anyMatch(schema::has)) {
            ObjectNode number = schema.objectNode();
            number.set("type", schema.path("type").get(0));
            LIMITS.stream()
                    .filter(schema::has)
                    .forEach(limit -> number.set(limit, schema.remove(limit)));
            schema.remove("type");
            schema.putArray("anyOf").add(number).addObject().put("type", "null");
        }
    }
}
