package dev.quadrille.local;

import dev.quadrille.local.jvm.AotCacheGroup;
import dev.quadrille.local.jvm.JavaCommand;
import dev.quadrille.local.postgres.Databases;
import dev.quadrille.local.postgres.EmbeddedPostgresProcess;
import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.Readiness;
import dev.quadrille.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Turns each component of the topology into a process that can be run.
final class ProcessPlan {

    private static final Duration TIME_TO_WRITE_A_CACHE = Duration.ofMinutes(3);

    private final StackLayout layout;
    private final JavaCommand java;

    ProcessPlan(StackLayout layout) {
        this.layout = layout;
        this.java = new JavaCommand(layout);
    }

    ProcessSpec of(Component component) {
        return switch (component.tier()) {
            case STORE -> postgres(component);
            case LOG -> broker(component);
            case OUTSIDE_WORLD, SERVICE, DOOR -> application(component);
        };
    }

    /// How to tell that the component is ready, also for who has not started it.
    Readiness readiness(Component component) {
        int port = layout.ports().of(component);
        return switch (component.tier()) {
            case STORE -> new Databases(port)::acceptConnections;
            case LOG -> Readiness.markerAndPort(marker(component), port);
            case OUTSIDE_WORLD, SERVICE, DOOR -> Readiness.http(layout.health(component));
        };
    }

    private ProcessSpec postgres(Component component) {
        Path data = layout.data(component);
        return EmbeddedPostgresProcess.in(
                        data, component.processName(), layout.ports().of(component))
                .spec();
    }

    private ProcessSpec broker(Component component) {
        Path marker = marker(component);
        int port = layout.ports().of(component);
        List<String> command =
                java.of(
                        component,
                        layout.data(component).toString(),
                        Integer.toString(port),
                        Integer.toString(layout.ports().kafkaController()),
                        marker.toString());
        return new ProcessSpec(
                component.processName(),
                command,
                Map.of(),
                readiness(component),
                Signal.TERM,
                () -> delete(marker));
    }

    private ProcessSpec application(Component component) {
        return new ProcessSpec(
                component.processName(),
                java.of(component),
                environment(component),
                readiness(component));
    }

    /// The members of a family together in one process, named after the first of them, which writes
    /// their cache when it is stopped.
    ProcessSpec training(AotCacheGroup family, Path cache) {
        Map<String, String> shared = new HashMap<>();
        family.members().forEach(member -> shared.putAll(environment(member)));
        // Tomcat loads the protocol that limits connections by its name, and finds none of our
        // classes here: the class path of a training has the libraries alone.
        shared.put("QUADRILLE_CONNECTIONS_ENABLED", "false");
        return new ProcessSpec(
                        family.members().getFirst().processName(),
                        java.training(family, cache, calls(family)),
                        shared,
                        () -> family.members().stream().allMatch(it -> readiness(it).isReady()))
                .endingWithin(TIME_TO_WRITE_A_CACHE);
    }

    private List<String> calls(AotCacheGroup family) {
        return family.members().stream()
                .flatMap(member ->
                        Stream.concat(Stream.of(member.mainClass()), ownOptions(member, family)))
                .toList();
    }

    /// Of a component's environment what another member of the family has otherwise, as options.
    private Stream<String> ownOptions(Component component, AotCacheGroup family) {
        return environment(component).entrySet().stream()
                .filter(it -> values(it.getKey(), family) > 1)
                .map(it ->
                        "--"
                                + it.getKey().toLowerCase(Locale.ROOT).replace('_', '.')
                                + "="
                                + it.getValue());
    }

    private long values(String variable, AotCacheGroup family) {
        return family.members().stream()
                .map(member -> environment(member).get(variable))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private Path marker(Component component) {
        return layout.run().resolve(component.processName() + ".ready");
    }

    private Map<String, String> environment(Component component) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "demo");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(layout.ports().of(component)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put(
                "MANAGEMENT_SERVER_PORT", Integer.toString(layout.ports().management(component)));
        environment.putAll(layout.telemetry());
        component.needs().forEach(need -> environment.putAll(need.environment(component, layout)));
        return environment;
    }

    private static void delete(Path marker) {
        try {
            Files.deleteIfExists(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
