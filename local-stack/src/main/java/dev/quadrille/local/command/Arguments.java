package dev.quadrille.local.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the arguments of a command.
final class Arguments {

    private Arguments() {}

    static void requireNone(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new UsageError("This takes no arguments: " + String.join(" ", arguments));
        }
    }

    /// A value that becomes part of an address.
    static String segment(String name, String value) {
        if (!value.matches("[A-Za-z0-9-]+")) {
            throw new UsageError("%s is a word, not \"%s\".".formatted(name, value));
        }
        return value;
    }

    /// `--name value` pairs; what is not given keeps its default, and only what has one can be
    /// given.
    static Map<String, String> options(List<String> arguments, Map<String, String> defaults) {
        Map<String, String> options = new HashMap<>(defaults);
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!defaults.containsKey(name)) {
                throw new UsageError(
                        "Unknown option %s; there are:\n%s"
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
