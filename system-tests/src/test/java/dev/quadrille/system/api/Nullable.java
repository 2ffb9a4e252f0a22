package dev.quadrille.system.api;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Numbers that may be null, said in a way that the validator reads: where limits stand beside a
/// list of types, it fails to compile the schema.
final class Nullable {

    private static final List<String> LIMITS =
            List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private Nullable() {}

    /// Makes `type: [integer, null]` with limits an `anyOf` of the two, here and below.
    static void spellOut(JsonNode node) {
        node.forEach(Nullable::spellOut);
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
