package dev.quadrille.local;

import static java.util.stream.Collectors.joining;

import dev.quadrille.local.jvm.Compiler;
import dev.quadrille.local.tls.GatewayTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The location of a stack: the project that it is started from, its data directory and its ports.
/// All processes listen on the loopback interface only.
///
/// @param project the root directory of the repository, in which every module has been built
/// @param home the directory for data, logs and PID files
/// @param compiler the JIT compilers that the JVMs use
/// @param telemetry `OTEL_*` variables for the applications; they also inherit the variables of the
///   launcher
/// @param replicas the number of instances of each service that has several
/// @param tls TLS at the public port of the gateway
public record StackLayout(
        Path project,
        Path home,
        Ports ports,
        Compiler compiler,
        Map<String, String> telemetry,
        Map<Component, Integer> replicas,
        GatewayTls tls) {

    public StackLayout {
        project = project.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
        telemetry = Map.copyOf(telemetry);
        replicas = Map.copyOf(replicas);
    }

    /// A stack with the quick compiler, no telemetry variables and no TLS.
    public StackLayout(Path project, Path home, Ports ports) {
        this(project, home, ports, Compiler.QUICK, Map.of(), Map.of(), GatewayTls.OFF);
    }

    /// Returns a copy with these telemetry variables.
    public StackLayout tracedAs(Map<String, String> variables) {
        return new StackLayout(project, home, ports, compiler, variables, replicas, tls);
    }

    /// Returns a copy with this number of instances of each service. Throws {@link StackFailure} if
    /// a port of an instance is that of the gateway.
    public StackLayout replicatedAs(Map<Component, Integer> instances) {
        StackLayout layout =
                new StackLayout(project, home, ports, compiler, telemetry, instances, tls);
        int gateway = ports.of(Component.GATEWAY);
        instances.keySet().stream()
                .flatMap(component -> layout.instances(component).stream())
                .filter(it -> ports.of(it) == gateway || ports.management(it) == gateway)
                .findFirst()
                .ifPresent(instance -> {
                    throw new StackFailure(
                            "QUADRILLE_PORT %d is a port of %s."
                                    .formatted(gateway, instance.processName()));
                });
        return layout;
    }

    /// The instances of a component, the first one first.
    public List<ComponentInstance> instances(Component component) {
        return IntStream.rangeClosed(1, replicas.getOrDefault(component, 1))
                .mapToObj(number -> new ComponentInstance(component, number))
                .toList();
    }

    /// Reads `QUADRILLE_HOME` (default: `.quadrille` in the project), the ports,
    /// `QUADRILLE_COMPILER` (default: `quick`) and `QUADRILLE_TLS` (default: `off`).
    public static StackLayout of(Path project, Map<String, String> environment) {
        String home = environment.getOrDefault("QUADRILLE_HOME", "");
        Path directory = home.isBlank() ? project.resolve(".quadrille") : Path.of(home);
        return new StackLayout(
                project,
                directory,
                Ports.from(environment),
                Compiler.named(environment.getOrDefault("QUADRILLE_COMPILER", "")),
                Map.of(),
                Map.of(),
                GatewayTls.from(environment));
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
        String origin = component == Component.GATEWAY ? tls.origin() : "http://127.0.0.1";
        return origin + ":" + ports.of(component);
    }

    /// The PEM file with the certificate that clients of the gateway must trust; empty without TLS.
    public Optional<Path> certificate() {
        return tls.enabled()
                ? Optional.of(tls.certificate(project, data(Component.GATEWAY)))
                : Optional.empty();
    }

    /// The key set for the verification of tokens. It is served on the management port, which has
    /// no TLS, so that services need not trust the certificate of the public port.
    public String keySetUrl() {
        return "http://127.0.0.1:%d/oauth2/jwks".formatted(ports.management(Component.GATEWAY));
    }

    /// The URLs of all instances of a component, separated by commas.
    String urls(Component component) {
        return instances(component).stream()
                .map(instance -> "http://127.0.0.1:" + ports.of(instance))
                .collect(joining(","));
    }

    public URI health(Component component) {
        return health(ComponentInstance.first(component));
    }

    /// The readiness of an application.
    URI health(ComponentInstance instance) {
        return URI.create(
                "http://127.0.0.1:%d/actuator/health/readiness"
                        .formatted(ports.management(instance)));
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s"
                .formatted(ports.of(Component.POSTGRES), database);
    }
}
