package dev.quadrille.system.deployment;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import dev.quadrille.system.trace.TraceCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The system under test, shared by all tests of a run. It has its own ports and folder, and stops
/// with the test JVM.
public final class RunningSystem {

    /// The port offset; another value lets several builds run in parallel.
    private static final String PORT_OFFSET = System.getProperty("quadrille.port-offset", "10000");

    /// Added for a second system of the same run.
    private static final int REPLICATED_OFFSET = 500;

    private static volatile @Nullable RunningSystem running;

    private final Deployment deployment;

    private RunningSystem(Deployment deployment) {
        this.deployment = deployment;
    }

    /// Returns the running system; the first call starts it and waits until it is ready.
    public static synchronized RunningSystem get() {
        RunningSystem system = running;
        if (system == null) {
            system = new RunningSystem(deploy());
            running = system;
        }
        return system;
    }

    /// Returns the system if a test of this run has started it.
    public static Optional<RunningSystem> ifRunning() {
        return Optional.ofNullable(running);
    }

    private static Deployment deploy() {
        String kind = System.getProperty("quadrille.deployment", "local");
        return switch (kind) {
            case "local" -> start(PORT_OFFSET, Map.of());
            case "containers" -> ContainerDeployment.up();
            case "cluster" -> ContainerDeployment.clusterUp();
            default -> throw new IllegalArgumentException("-Dquadrille.deployment=" + kind);
        };
    }

    /// Starts another system of local processes, with several instances of services. The caller
    /// must close its stack.
    public static RunningSystem startReplicated(Map<Component, Integer> replicas) {
        int offset = Integer.parseInt(PORT_OFFSET) + REPLICATED_OFFSET;
        return new RunningSystem(start(Integer.toString(offset), replicas));
    }

    private static LocalDeployment start(String offset, Map<Component, Integer> replicas) {
        Path home = Path.of("target/system").toAbsolutePath();
        Path project = Path.of("..").toAbsolutePath();
        TraceCollector collector = TraceCollector.open();
        LocalStack stack =
                LocalStack.open(
                        StackLayout.of(
                                        project,
                                        Map.of(
                                                "QUADRILLE_HOME",
                                                fresh(home).toString(),
                                                "QUADRILLE_PORT_OFFSET",
                                                offset))
                                .replicatedAs(replicas)
                                .tracedAs(collector.environment()),
                        StackListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-system"));
        stack.startAll();
        return new LocalDeployment(stack, collector);
    }

    /// Creates a new folder for each run, so that runs are independent and the logs of earlier runs
    /// are kept.
    private static Path fresh(Path home) {
        try {
            Path folder = Files.createDirectories(home.resolveSibling("systems"));
            return Files.createTempDirectory(folder, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Deployment deployment() {
        return deployment;
    }

    public StackLayout layout() {
        return deployment.layout();
    }

    /// The local processes; not available with containers.
    public LocalStack stack() {
        return ((LocalDeployment) deployment).stack();
    }

    /// The URL of the gateway.
    public String url() {
        return layout().url(Component.GATEWAY);
    }

    /// The address of the broker.
    public String bootstrapServers() {
        return "127.0.0.1:" + layout().ports().of(Component.KAFKA);
    }

    /// The collector of the traces; not available with containers.
    public TraceCollector collector() {
        return ((LocalDeployment) deployment).collector();
    }

    public Customer customer(String name) {
        return new Customer(new Api(layout().url(Component.GATEWAY)), name);
    }

    public Operator operator() {
        return new Operator(new Api(layout().url(Component.GATEWAY)));
    }

    /// Requests a token for one of the demo identities from the authorization server.
    public String tokenOf(String name) {
        return new Api(layout().url(Component.GATEWAY)).token(name);
    }

    public GuaranteeAudit audit() {
        return new GuaranteeAudit(layout());
    }

    public RecordedState recordedState() {
        return new RecordedState(layout());
    }
}
