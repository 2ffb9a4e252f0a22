package dev.quadrille.cli.chaos;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.UsageError;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The options of a fault, as the body of the request that sets it.
final class FaultOptions {

    private FaultOptions() {}

    /// Throws {@link UsageError} if an option is unknown or a number is malformed. The gateway
    /// checks the ranges.
    static JsonNode parse(List<String> arguments) {
        Map<String, String> options =
                Arguments.options(
                        arguments,
                        Map.of(
                                "--probability", "",
                                "--delay", "",
                                "--seconds", "",
                                "--customer", ""));
        ObjectNode body = JsonMapper.shared().createObjectNode();
        options.forEach((name, value) -> {
            if (!value.isEmpty()) {
                put(body, name, value);
            }
        });
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        switch (name) {
            case "--probability" -> body.put("probability", number(name, value));
            case "--delay" -> body.put("delayMillis", integer(name, value));
            case "--seconds" -> body.put("seconds", integer(name, value));
            default -> body.put("customer", value);
        }
    }

    private static double number(String name, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UsageError("%s must be a number, not \"%s\".".formatted(name, value));
        }
    }

    private static int integer(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new UsageError("%s must be an integer, not \"%s\".".formatted(name, value));
        }
    }
}
