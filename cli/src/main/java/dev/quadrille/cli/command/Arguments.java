package dev.quadrille.cli.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Parses the arguments of commands.
public final class Arguments {

    private Arguments() {}

    public static void requireNone(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new UsageError("Unexpected arguments: " + String.join(" ", arguments));
        }
    }

    /// Checks a value that becomes a path segment of a URL.
    public static String pathSegment(String name, String value) {
        if (!value.matches("[A-Za-z0-9-]+")) {
            throw new UsageError(
                    "%s may contain letters, digits and hyphens only: \"%s\""
                            .formatted(name, value));
        }
        return value;
    }

    /// Parses `--name value` pairs.
    ///
    /// @param defaults the valid options with their default values
    public static Map<String, String> options(
            List<String> arguments, Map<String, String> defaults) {
        Map<String, String> options = new HashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!defaults.containsKey(name)) {
                throw new UsageError(
                        "Unknown option %s. Valid options:\n%s"
                                .formatted(
                                        name,
                                        String.join(
                                                ", ",
                                                defaults.keySet().stream().sorted().toList())));
            }
            if (i + 1 == arguments.size()) {
                throw new UsageError(name + " needs a value.");
            }
            options.put(name, arguments.get(i + 1));
        }
        return options;
    }
}
