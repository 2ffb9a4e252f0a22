package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Generates values that a schema allows, often at its limits.
final class Values {

    private static final JsonNodeFactory NODES = JsonMapper.shared().getNodeFactory();

    /// Existing values, which a pattern cannot express.
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "sku", FuzzCatalog.SKUS,
                    "country", List.of("AT", "DE", "US", "JP", "AQ"),
                    "method", List.of("pm_ok", "pm_ok", "pm_ok", "pm_declined", "pm_error_once"),
                    "currency", List.of("EUR"));

    private final ApiOperation operation;
    private final SeededRandom random;

    Values(ApiOperation operation, SeededRandom random) {
        this.operation = operation;
        this.random = random;
    }

    JsonNode allowedBy(JsonNode reference) {
        return allowedBy("", reference);
    }

    private JsonNode allowedBy(String name, JsonNode reference) {
        JsonNode schema = operation.resolved(reference);
        if (KNOWN.containsKey(name)) {
            return NODES.stringNode(random.oneOf(KNOWN.get(name)));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> integer(schema);
            case "boolean" -> NODES.booleanNode(random.percent(50));
            default -> NODES.stringNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        object.set(
                                property.getKey(),
                                allowedBy(property.getKey(), property.getValue())));
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        int min = schema.path("minItems").asInt(0);
        int max = schema.path("maxItems").asInt(3);
        int size =
                random.percent(5)
                        ? random.oneOf(min, max)
                        : min + random.upTo(Math.min(3, max - min + 1));
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            array.add(allowedBy("", schema.path("items")));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        long min = schema.path("minimum").asLong(0);
        long max = schema.path("maximum").asLong(Integer.MAX_VALUE);
        // Mostly small values, or the stock would not last.
        long value =
                random.percent(10)
                        ? random.between(0, 1) == 0 ? min : max
                        : random.between(min, Math.min(max, min + 3));
        return NODES.numberNode(value);
    }

    private String text(JsonNode schema) {
        if (schema.has("enum")) {
            return random.oneOf(schema.path("enum").valueStream().toList()).asString("");
        }
        int max = schema.path("maxLength").asInt(50);
        int length = random.percent(10) ? max : 1 + random.upTo(Math.min(12, max));
        String alphabet =
                random.oneOf("abcdefgh", "Zeichenüß", "字符文本", "a'b\"c;--<>&{}$", "x y.z-");
        StringBuilder text = new StringBuilder("x");
        while (text.length() < length) {
            text.append(alphabet.charAt(random.upTo(alphabet.length())));
        }
        return text.toString();
    }
}
