package dev.quadrille.system.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the schema of a timeline event into a union with one schema per event type and `type` as
/// discriminator. The data alone is ambiguous: `OrderConfirmed` has no field of its own.
final class TimelineEvents {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DESCRIPTION =
            "An event of the order; `type` is the event type. Later versions may add types: clients"
                    + " should ignore events of an unknown `type`.";

    private TimelineEvents() {}

    /// Does nothing without such a schema.
    static void discriminate(ObjectNode schemas) {
        if (!(schemas.get("TimelineEvent") instanceof ObjectNode event)) {
            return;
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        for (JsonNode data : event.path("properties").path("data").path("anyOf")) {
            String type = data.path("$ref").asString().substring(COMPONENTS.length());
            schemas.set(type + "Event", variant(event, type));
            mapping.put(type, COMPONENTS + type + "Event");
        }
        schemas.set("TimelineEvent", union(event.objectNode(), mapping));
    }

    private static ObjectNode variant(ObjectNode event, String type) {
        ObjectNode variant = event.deepCopy();
        ObjectNode properties = (ObjectNode) variant.path("properties");
        // Not `const`: most generators support only `enum`.
        properties.putObject("type").put("type", "string").putArray("enum").add(type);
        properties.putObject("data").put("$ref", COMPONENTS + type);
        return variant;
    }

    private static ObjectNode union(ObjectNode union, Map<String, String> mapping) {
        union.put("description", DESCRIPTION);
        ArrayNode variants = union.putArray("oneOf");
        ObjectNode discriminator = union.putObject("discriminator");
        discriminator.put("propertyName", "type");
        ObjectNode types = discriminator.putObject("mapping");
        mapping.forEach((type, schema) -> {
            variants.addObject().put("$ref", schema);
            types.put(type, schema);
        });
        return union;
    }
}
