package dev.quadrille.local;

import dev.quadrille.local.jvm.Compiler;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/// Where a stack lies: the built project it is started from, the folder that keeps its data, and
/// its ports. Everything listens on the loopback interface only.
///
/// @param project the root folder of the repository, with every module built
/// @param home the folder for data, logs and records of running processes
/// @param compiler what the JVMs compile with
/// @param telemetry what the environment of the applications says of traces; besides that they get
///   what the launcher has got
public record StackLayout(
        Path project, Path home, Ports ports, Compiler compiler, Map<String, String> telemetry) {

    public StackLayout {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        telemetry = Map.copyOf(telemetry);
    }

    /// A stack that starts fast, and whose traces go where the launcher's environment says.
    public StackLayout(Path project, Path home, Ports ports) {
        this(project, home, ports, Compiler.QUICK, Map.of());
    }

    /// The same, with traces as these `OTEL_*` variables say.
    public StackLayout tracedAs(Map<String, String> variables) {
        return new StackLayout(project, home, ports, compiler, variables);
    }

    /// As the environment says: `QUADRILLE_HOME` (usually `.quadrille` in the project), the ports,
    /// and `QUADRILLE_COMPILER` (usually `quick`).
    public static StackLayout of(Path project, Map<String, String> environment) {
        String home = environment.getOrDefault("QUADRILLE_HOME", "");
        Path folder = home.isBlank() ? project.resolve(".quadrille") : Path.of(home);
        return new StackLayout(
                project,
                folder,
                Ports.from(environment),
                Compiler.named(environment.getOrDefault("QUADRILLE_COMPILER", "")),
                Map.of());
    }

    /// The folder with what the component keeps between runs.
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
