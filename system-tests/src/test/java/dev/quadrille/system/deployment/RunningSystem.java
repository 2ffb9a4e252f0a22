package dev.quadrille.system.deployment;

import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One stack for all stories of a test run, on ports and in a folder of its own; it ends with the
/// run.
public final class RunningSystem {

    /// Ports of its own; another offset lets several builds run beside each other.
    private static final String PORT_OFFSET = System.getProperty("quadrille.port-offset", "10000");

    private static volatile @Nullable RunningSystem running;

    private final Deployment premises;

    private RunningSystem(Deployment premises) {
        this.premises = premises;
    }

    /// The shop, open for orders; the first caller waits for that.
    public static synchronized RunningSystem get() {
        RunningSystem shop = running;
        if (shop == null) {
            shop = new RunningSystem(open());
            running = shop;
        }
        return shop;
    }

    /// The shop, if any test of the run has asked for it.
    public static Optional<RunningSystem> ifRunning() {
        return Optional.ofNullable(running);
    }

    private static Deployment open() {
        String where = System.getProperty("quadrille.deployment", "local");
        return switch (where) {
            case "local" -> start();
            case "containers" -> ContainerDeployment.up();
            case "cluster" -> ContainerDeployment.clusterUp();
            default -> throw new IllegalArgumentException("-Dquadrille.deployment=" + where);
        };
    }

    private static LocalDeployment start() {
        Path home = Path.of("target/shop").toAbsolutePath();
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
                                                PORT_OFFSET))
                                .tracedAs(collector.environment()),
                        StackListener.NONE);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-shop"));
        stack.startAll();
        return new LocalDeployment(stack, collector);
    }

    /// Nothing of an earlier run may tell in this one; its logs are kept under another name.
    private static Path fresh(Path home) {
        try {
            Path folder = Files.createDirectories(home.resolveSibling("shops"));
            return Files.createTempDirectory(folder, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Deployment premises() {
        return premises;
    }

    public StackLayout layout() {
        return premises.layout();
    }

    /// Its processes, for tests that look into them; in containers there are none.
    public LocalStack stack() {
        return ((LocalDeployment) premises).stack();
    }

    /// Where the gateway is.
    public String url() {
        return layout().url(Component.GATEWAY);
    }

    /// Where the broker is.
    public String bootstrapServers() {
        return "127.0.0.1:" + layout().ports().of(Component.KAFKA);
    }

    /// What takes its traces; those of containers go elsewhere.
    public TraceCollector collector() {
        return ((LocalDeployment) premises).collector();
    }

    public Customer customer(String name) {
        return new Customer(new Api(layout().url(Component.GATEWAY)), name);
    }

    public Operator operator() {
        return new Operator(new Api(layout().url(Component.GATEWAY)));
    }

    /// A token of one of the demo's identities, as its authorization server issues them.
    public String tokenOf(String name) {
        return new Api(layout().url(Component.GATEWAY)).token(name);
    }

    public GuaranteeAudit audit() {
        return new GuaranteeAudit(layout());
    }

    public RecordedState books() {
        return new RecordedState(layout());
    }
}
