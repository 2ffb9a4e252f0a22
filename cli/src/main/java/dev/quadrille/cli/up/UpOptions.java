package dev.quadrille.cli.up;

import static dev.quadrille.local.ComponentInstance.MAX_INSTANCES;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.LineWrapper;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The options of the `up` command.
///
/// @param leftOut the applications that are not started, in the order of the topology
/// @param replicas the number of instances of each service that was named
record UpOptions(Set<Component> leftOut, Map<Component, Integer> replicas) {

    private static final String WITHOUT = "--without";
    private static final String REPLICAS = "--replicas";

    /// PostgreSQL permits 200 connections, and an instance uses up to 10.
    private static final int MAX_PROCESSES = 16;

    private static final int WIDTH = 76;

    /// Throws {@link UsageError} for an unknown option or service.
    static UpOptions parse(List<String> arguments) {
        Map<String, String> options =
                Arguments.options(arguments, Map.of(WITHOUT, "", REPLICAS, ""));
        Set<Component> leftOut = EnumSet.noneOf(Component.class);
        for (String name : values(options, WITHOUT)) {
            leftOut.add(application(name, WITHOUT));
        }
        Map<Component, Integer> replicas = new EnumMap<>(Component.class);
        for (String value : values(options, REPLICAS)) {
            addReplicas(value, replicas);
        }
        requireFewProcesses(replicas);
        replicas.keySet().stream()
                .filter(leftOut::contains)
                .findFirst()
                .ifPresent(both -> {
                    throw new UsageError(
                            "%s is in both --without and --replicas."
                                    .formatted(both.processName()));
                });
        return new UpOptions(leftOut, replicas);
    }

    private static List<String> values(Map<String, String> options, String name) {
        String values = options.getOrDefault(name, "");
        return values.isEmpty() ? List.of() : List.of(values.split(",", -1));
    }

    /// Expects a service and a number, such as `payment-service=2`.
    private static void addReplicas(String value, Map<Component, Integer> replicas) {
        String[] parts = value.split("=", -1);
        Component service = application(parts[0], REPLICAS);
        if (!service.canBeReplicated()) {
            throw new UsageError(
                    "%s cannot have replicas. The services can.".formatted(service.processName()));
        }
        if (parts.length != 2 || !parts[1].matches("[1-%d]".formatted(MAX_INSTANCES))) {
            throw new UsageError(
                    "--replicas needs a number from 1 to %d for each service, for example %s=2, not \"%s\"."
                            .formatted(MAX_INSTANCES, service.processName(), value));
        }
        if (replicas.put(service, Integer.parseInt(parts[1])) != null) {
            throw new UsageError(
                    "%s is in --replicas more than once.".formatted(service.processName()));
        }
    }

    private static void requireFewProcesses(Map<Component, Integer> replicas) {
        int processes =
                Component.applications().stream()
                        .filter(Component::canBeReplicated)
                        .mapToInt(service -> replicas.getOrDefault(service, 1))
                        .sum();
        if (processes > MAX_PROCESSES) {
            throw new UsageError(
                    "--replicas makes %d processes of services; the database has connections for %d."
                            .formatted(processes, MAX_PROCESSES));
        }
    }

    /// The components that are started.
    List<Component> started() {
        return Arrays.stream(Component.values()).filter(it -> !leftOut.contains(it)).toList();
    }

    private static Component application(String name, String option) {
        return Component.named(name)
                .filter(Component.applications()::contains)
                .orElseThrow(() ->
                        new UsageError(
                                "Unknown service \"%s\" after %s. Valid names:\n%s"
                                        .formatted(name, option, validNames(option))));
    }

    private static String validNames(String option) {
        List<String> names =
                Component.applications().stream()
                        .filter(it -> option.equals(WITHOUT) || it.canBeReplicated())
                        .map(Component::processName)
                        .toList();
        return String.join("\n", LineWrapper.lines(String.join(", ", names), WIDTH));
    }
}
