package dev.quadrille.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Breaks what was right.
final class Mutations {

    private static final List<String> WRONG_VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1",
                    "1.5",
                    "999",
                    "1000",
                    "2147483648",
                    "9223372036854775808",
                    "1e5",
                    "1e400",
                    "1e100000000",
                    "-0",
                    "\"\"",
                    "\" \"",
                    "\"1\"",
                    "\"AT\"",
                    "\"EUR\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"a\\r\\nb\"",
                    "\"\\u001b[31m\"",
                    "\"${jndi:ldap://x}\"",
                    "\"' or 1=1 --\"",
                    "\"<script>\"",
                    "{}",
                    "[]",
                    "[[[[[[[[[[]]]]]]]]]]",
                    "{\"a\":{\"a\":{\"a\":1}}}");

    private final SeededRandom dice;

    Mutations(SeededRandom dice) {
        this.dice = dice;
    }

    /// The value with one thing wrong, as it is sent.
    byte[] of(JsonNode right) {
        JsonNode wrong = right.deepCopy();
        return switch (dice.upTo(10)) {
            case 0, 1, 2, 3 -> withWrongValue(wrong);
            case 4, 5 -> without(wrong);
            case 6 -> withMore(wrong);
            case 7 -> withMany(wrong);
            case 8 -> brokenText(wrong.toString());
            default -> strange(wrong.toString());
        };
    }

    private byte[] withWrongValue(JsonNode value) {
        ObjectNode place = dice.oneOf(objects(value));
        String mark = "@@wrong@@";
        place.put(dice.oneOf(List.copyOf(place.propertyNames())), mark);
        return bytes(value.toString().replace('"' + mark + '"', wrongValue()));
    }

    private String wrongValue() {
        return dice.percent(15)
                ? '"' + "x".repeat(dice.oneOf(21, 51, 101, 201, 5_000)) + '"'
                : dice.oneOf(WRONG_VALUES);
    }

    private byte[] without(JsonNode value) {
        ObjectNode place = dice.oneOf(objects(value));
        place.remove(dice.oneOf(List.copyOf(place.propertyNames())));
        return bytes(value.toString());
    }

    private byte[] withMore(JsonNode value) {
        dice.oneOf(objects(value))
                .put(
                        dice.oneOf(
                                "price",
                                "status",
                                "customerId",
                                "id",
                                "version",
                                "__proto__",
                                "",
                                "a/b~c",
                                "@type"),
                        0);
        return bytes(value.toString());
    }

    private byte[] withMany(JsonNode value) {
        List<ArrayNode> arrays = value.findParents("sku").isEmpty() ? List.of() : arrays(value);
        if (arrays.isEmpty()) {
            return withMore(value);
        }
        ArrayNode array = dice.oneOf(arrays);
        if (dice.percent(30)) {
            array.removeAll();
        } else {
            JsonNode one = array.get(0).deepCopy();
            while (array.size() < 51) {
                array.add(one);
            }
        }
        return bytes(value.toString());
    }

    private byte[] brokenText(String json) {
        return switch (dice.upTo(5)) {
            case 0 -> bytes(json.substring(0, dice.upTo(json.length())));
            case 1 -> bytes(json + json);
            case 2 -> bytes(json.replaceFirst("\\{", "{\"a\":1,\"a\":2,"));
            case 3 -> bytes("");
            default -> bytes("[".repeat(dice.oneOf(10, 2_000)));
        };
    }

    private byte[] strange(String json) {
        return switch (dice.upTo(4)) {
            case 0 -> dice.bytes(1 + dice.upTo(200));
            case 1 -> json.getBytes(StandardCharsets.UTF_16);
            case 2 -> bytes("\uFEFF" + json);
            default -> bytes(" ".repeat(dice.oneOf(1_000, 262_144, 300_000)) + json);
        };
    }

    private static List<ObjectNode> objects(JsonNode value) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(value, objects);
        return objects;
    }

    private static void collect(JsonNode value, List<ObjectNode> objects) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            objects.add(object);
        }
        value.forEach(child -> collect(child, objects));
    }

    private static List<ArrayNode> arrays(JsonNode value) {
        return value.valueStream()
                .filter(ArrayNode.class::isInstance)
                .map(ArrayNode.class::cast)
                .filter(array -> !array.isEmpty())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
