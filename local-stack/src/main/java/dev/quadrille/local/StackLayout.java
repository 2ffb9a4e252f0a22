package dev.quadrille.local;

import dev.quadrille.local.jvm.Compiler;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// The location of a stack: the project that it is started from, its data directory and its ports.
/// All processes listen on the loopback interface only.
///
/// @param project the root directory of the repository, in which every module has been built
/// @param home the directory for data, logs and PID files
/// @param compiler the JIT compilers that the JVMs use
/// @param telemetry `OTEL_*` variables for the applications; they also inherit the variables of the
///   launcher
public record StackLayout(
        Path project, Path home, Ports ports, Compiler compiler, Map<String, String> telemetry) {

    public StackLayout {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        telemetry = Map.copyOf(telemetry);
    }

    /// A stack with the quick compiler and no telemetry variables.
    public StackLayout(Path project, Path home, Ports ports) {
        this(project, home, ports, Compiler.QUICK, Map.of());
    }

    /// Returns a copy with these telemetry variables.
    public StackLayout tracedAs(Map<String, String> variables) {
        return new StackLayout(project, home, ports, compiler, variables);
    }

    /// Reads `QUADRILLE_HOME` (default: `.quadrille` in the project), the ports, and
    /// `QUADRILLE_COMPILER` (default: `quick`).
    public static StackLayout of(Path project, Map<String, String> environment) {
        String home = environment.getOrDefault("QUADRILLE_HOME", "");
        Path directory = home.isBlank() ? project.resolve(".quadrille") : Path.of(home);
        return new StackLayout(
                project,
                directory,
                Ports.from(environment),
                Compiler.named(environment.getOrDefault("QUADRILLE_COMPILER", "")),
                Map.of());
    }

    /// The directory with the persistent data of the component.
    public Path data(Component component) {
        return home.resolve(component.processName());
    }

    public Path logs() {
        return home.resolve("logs");
    }

    public Path run() {
        return home.resolve("run");
    }

    public String url(Component component) {
        return "http://127.0.0.1:" + ports.of(component);
    }

    public URI health(Component component) {
        return URI.create(
                "http://127.0.0.1:%d/actuator/health/readiness"
                        .formatted(ports.management(component)));
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(ports.of(Component.POSTGRES), database);
    }
}
