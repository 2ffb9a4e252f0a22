package dev.quadrille.system.fuzz;

import dev.quadrille.system.api.ApiOperation;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes values that a schema allows, often at its very limits.
final class Values {

    private static final JsonNodeFactory NODES = JsonMapper.shared().getNodeFactory();

    /// What a pattern cannot tell: which of the things of that form there are.
    private static final Map<String, List<String>> KNOWN =
            Map.of(
                    "sku", FuzzCatalog.SKUS,
                    "country", List.of("AT", "DE", "US", "JP", "AQ"),
                    "method", List.of("pm_ok", "pm_ok", "pm_ok", "pm_declined", "pm_error_once"),
                    "currency", List.of("EUR"));

    private final ApiOperation operation;
    private final SeededRandom dice;

    Values(ApiOperation operation, SeededRandom dice) {
        this.operation = operation;
        this.dice = dice;
    }

    JsonNode allowedBy(JsonNode reference) {
        return allowedBy("", reference);
    }

    private JsonNode allowedBy(String name, JsonNode reference) {
        JsonNode schema = operation.resolved(reference);
        if (KNOWN.containsKey(name)) {
            return NODES.stringNode(dice.oneOf(KNOWN.get(name)));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> integer(schema);
            case "boolean" -> NODES.booleanNode(dice.percent(50));
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
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(3);
        int size =
                dice.percent(5)
                        ? dice.oneOf(least, most)
                        : least + dice.upTo(Math.min(3, most - least + 1));
        ArrayNode array = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            array.add(allowedBy("", schema.path("items")));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
        // Small ones mostly, or the shop would soon be sold out.
        long value =
                dice.percent(10)
                        ? dice.between(0, 1) == 0 ? least : most
                        : dice.between(least, Math.min(most, least + 3));
        return NODES.numberNode(value);
    }

    private String text(JsonNode schema) {
        if (schema.has("enum")) {
            return dice.oneOf(schema.path("enum").valueStream().toList()).asString("");
        }
        int most = schema.path("maxLength").asInt(50);
        int length = dice.percent(10) ? most : 1 + dice.upTo(Math.min(12, most));
        String alphabet = dice.oneOf("abcdefgh", "Zeichenüß", "字符文本", "a'b\"c;--<>&{}$", "x y.z-");
        StringBuilder text = new StringBuilder("x");
        while (text.length() < length) {
            text.append(alphabet.charAt(dice.upTo(alphabet.length())));
        }
        return text.toString();
    }
}
