package dev.quadrille.local;

import dev.quadrille.local.postgres.Databases;
import dev.quadrille.local.postgres.PostgresServer;
import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.Readiness;
import dev.quadrille.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns each component of the topology into a process that can be run.
final class ProcessPlan {

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
        return PostgresServer.in(data, component.processName(), layout.ports().of(component))
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

    private Path marker(Component component) {
        return layout.run().resolve(component.processName() + ".ready");
    }

    private Map<String, String> environment(Component component) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(layout.ports().of(component)));
        environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        environment.put(
                "MANAGEMENT_SERVER_PORT", Integer.toString(layout.ports().management(component)));
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
