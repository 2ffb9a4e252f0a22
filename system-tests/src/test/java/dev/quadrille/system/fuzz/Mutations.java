package dev.quadrille.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Mutates valid bodies.
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

    private final SeededRandom random;

    Mutations(SeededRandom random) {
        this.random = random;
    }

    /// Returns the encoded value with one mutation.
    byte[] of(JsonNode valid) {
        JsonNode mutant = valid.deepCopy();
        return switch (random.upTo(10)) {
            case 0, 1, 2, 3 -> withWrongValue(mutant);
            case 4, 5 -> withoutField(mutant);
            case 6 -> withUnknownField(mutant);
            case 7 -> withWrongArraySize(mutant);
            case 8 -> withSyntaxError(mutant.toString());
            default -> withUnusualEncoding(mutant.toString());
        };
    }

    private byte[] withWrongValue(JsonNode value) {
        ObjectNode target = random.oneOf(objects(value));
        String placeholder = "@@mutation@@";
        target.put(random.oneOf(List.copyOf(target.propertyNames())), placeholder);
        return bytes(value.toString().replace('"' + placeholder + '"', wrongValue()));
    }

    private String wrongValue() {
        return random.percent(15)
                ? '"' + "x".repeat(random.oneOf(21, 51, 101, 201, 5_000)) + '"'
                : random.oneOf(WRONG_VALUES);
    }

    private byte[] withoutField(JsonNode value) {
        ObjectNode target = random.oneOf(objects(value));
        target.remove(random.oneOf(List.copyOf(target.propertyNames())));
        return bytes(value.toString());
    }

    private byte[] withUnknownField(JsonNode value) {
        random.oneOf(objects(value))
                .put(
                        random.oneOf(
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

    private byte[] withWrongArraySize(JsonNode value) {
        List<ArrayNode> arrays = value.findParents("sku").isEmpty() ? List.of() : arrays(value);
        if (arrays.isEmpty()) {
            return withUnknownField(value);
        }
        ArrayNode array = random.oneOf(arrays);
        if (random.percent(30)) {
            array.removeAll();
        } else {
            JsonNode one = array.get(0).deepCopy();
            while (array.size() < 51) {
                array.add(one);
            }
        }
        return bytes(value.toString());
    }

    private byte[] withSyntaxError(String json) {
        return switch (random.upTo(5)) {
            case 0 -> bytes(json.substring(0, random.upTo(json.length())));
            case 1 -> bytes(json + json);
            case 2 -> bytes(json.replaceFirst("\\{", "{\"a\":1,\"a\":2,"));
            case 3 -> bytes("");
            default -> bytes("[".repeat(random.oneOf(10, 2_000)));
        };
    }

    private byte[] withUnusualEncoding(String json) {
        return switch (random.upTo(4)) {
            case 0 -> random.bytes(1 + random.upTo(200));
            case 1 -> json.getBytes(StandardCharsets.UTF_16);
            case 2 -> bytes("\uFEFF" + json);
            default -> bytes(" ".repeat(random.oneOf(1_000, 262_144, 300_000)) + json);
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
