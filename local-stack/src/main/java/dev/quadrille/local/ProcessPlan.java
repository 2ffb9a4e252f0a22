package dev.quadrille.local;

import dev.quadrille.local.jvm.AotCacheGroup;
import dev.quadrille.local.jvm.JavaCommand;
import dev.quadrille.local.postgres.PostmasterFile;
import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.Readiness;
import dev.quadrille.local.process.Signal;
import dev.quadrille.servers.postgres.Databases;
import dev.quadrille.servers.postgres.EmbeddedPostgresProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Derives from the topology how each process of a component is run: command, environment and
/// readiness probe.
final class ProcessPlan {

    private static final Duration CACHE_WRITE_TIMEOUT = Duration.ofMinutes(3);

    private final StackLayout layout;
    private final JavaCommand jvm;

    ProcessPlan(StackLayout layout) {
        this.layout = layout;
        this.jvm = new JavaCommand(layout);
    }

    ProcessSpec of(ComponentInstance instance) {
        return switch (instance.component().tier()) {
            case DATABASE -> postgres(instance.component());
            case BROKER -> broker(instance.component());
            case EXTERNAL_SYSTEM, SERVICE, GATEWAY -> application(instance);
        };
    }

    /// The readiness probe of the instance. It does not depend on the supervisor, so other
    /// processes than the launcher can use it.
    Readiness readiness(ComponentInstance instance) {
        int port = layout.ports().of(instance);
        return switch (instance.component().tier()) {
            case DATABASE -> new Databases(port)::acceptConnections;
            case BROKER -> Readiness.markerAndPort(marker(instance.component()), port);
            case EXTERNAL_SYSTEM, SERVICE, GATEWAY -> Readiness.http(layout.health(instance));
        };
    }

    private Readiness readiness(Component component) {
        return readiness(ComponentInstance.first(component));
    }

    private ProcessSpec postgres(Component component) {
        Path directory = layout.data(component);
        return new ProcessSpec(
                component.processName(),
                EmbeddedPostgresProcess.in(directory, layout.ports().of(component)).command(),
                Map.of(),
                readiness(component),
                Signal.INT,
                new PostmasterFile(directory)::cleanUp);
    }

    private ProcessSpec broker(Component component) {
        Path marker = marker(component);
        int port = layout.ports().of(component);
        List<String> command =
                jvm.of(
                        ComponentInstance.first(component),
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

    private ProcessSpec application(ComponentInstance instance) {
        return new ProcessSpec(
                instance.processName(),
                jvm.of(instance),
                environment(instance),
                readiness(instance));
    }

    /// One JVM that runs all members of the group and writes their AOT cache when it is stopped. It
    /// has the name of the first member.
    ProcessSpec training(AotCacheGroup group, Path cache) {
        Map<String, String> shared = new TreeMap<>();
        group.members().forEach(member -> shared.putAll(environment(member)));
        // Tomcat creates the protocol with the connection limits by name, and cannot find it: the
        // modules are not on the class path of a training.
        shared.put("QUADRILLE_CONNECTIONS_ENABLED", "false");
        return new ProcessSpec(
                        group.members().getFirst().processName(),
                        jvm.training(group, cache, calls(group)),
                        shared,
                        () -> group.members().stream().allMatch(it -> readiness(it).isReady()))
                .withGracePeriod(CACHE_WRITE_TIMEOUT);
    }

    private List<String> calls(AotCacheGroup group) {
        return group.members().stream()
                .flatMap(member ->
                        Stream.concat(
                                Stream.of(member.mainClass()), individualOptions(member, group)))
                .toList();
    }

    /// All members share the environment of the JVM. Variables that have different values are
    /// passed as program arguments instead.
    private Stream<String> individualOptions(Component component, AotCacheGroup group) {
        return environment(component).entrySet().stream()
                .filter(it -> distinctValues(it.getKey(), group) > 1)
                .map(it ->
                        "--"
                                + it.getKey().toLowerCase(Locale.ROOT).replace('_', '.')
                                + "="
                                + it.getValue());
    }

    private long distinctValues(String variable, AotCacheGroup group) {
        return group.members().stream()
                .map(member -> environment(member).get(variable))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private Path marker(Component component) {
        return layout.run().resolve(component.processName() + ".ready");
    }

    private Map<String, String> environment(Component component) {
        return environment(ComponentInstance.first(component));
    }

    /// The variables that the instance needs in addition to the environment of the launcher.
    Map<String, String> environment(ComponentInstance instance) {
        Component component = instance.component();
        Map<String, String> environment = new TreeMap<>();
        environment.put("SPRING_PROFILES_ACTIVE", "demo,chaos");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(layout.ports().of(instance)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put(
                "MANAGEMENT_SERVER_PORT", Integer.toString(layout.ports().management(instance)));
        environment.putAll(layout.telemetry());
        component
                .bindings()
                .forEach(binding -> environment.putAll(binding.environment(component, layout)));
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
