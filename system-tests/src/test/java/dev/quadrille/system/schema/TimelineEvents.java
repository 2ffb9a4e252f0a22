package dev.quadrille.system.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the schema of a timeline's event a union of one schema for each event type, discriminated
/// by `type`. The data alone does not tell them apart: `OrderConfirmed` has no field that the
/// others do not have.
final class TimelineEvents {

    private static final String COMPONENTS = "#/components/schemas/";
    private static final String DESCRIPTION =
            "An event of the order; `type` tells which. Later versions may add types: a client that"
                    + " must survive them ignores an event whose `type` it does not know.";

    private TimelineEvents() {}

    /// Does nothing if there is no such schema.
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
        // Not `const`: most generators know only `enum`.
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
