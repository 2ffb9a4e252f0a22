package dev.quadrille.cli.up;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.LineWrapper;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The options of the `up` command.
///
/// @param leftOut the applications that are not started, in the order of the topology
record UpOptions(Set<Component> leftOut) {

    private static final int WIDTH = 76;

    /// Throws {@link UsageError} for an unknown option or service.
    static UpOptions parse(List<String> arguments) {
        String names = Arguments.options(arguments, Map.of("--without", "")).get("--without");
        if (names == null || names.isEmpty()) {
            return new UpOptions(Set.of());
        }
        Set<Component> leftOut = EnumSet.noneOf(Component.class);
        for (String name : names.split(",", -1)) {
            leftOut.add(application(name));
        }
        return new UpOptions(leftOut);
    }

    /// The components that are started.
    List<Component> started() {
        return Arrays.stream(Component.values()).filter(it -> !leftOut.contains(it)).toList();
    }

    private static Component application(String name) {
        return Component.named(name)
                .filter(Component.applications()::contains)
                .orElseThrow(() ->
                        new UsageError(
                                "Unknown service \"%s\" after --without. Valid names:\n%s"
                                        .formatted(name, validNames())));
    }

    private static String validNames() {
        List<String> names = Component.applications().stream().map(Component::processName).toList();
        return String.join("\n", LineWrapper.lines(String.join(", ", names), WIDTH));
    }
}
