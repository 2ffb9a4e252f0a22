package dev.quadrille.local;

import dev.quadrille.local.jvm.AotCacheGroup;
import dev.quadrille.local.port.PortCheck;
import dev.quadrille.local.postgres.Databases;
import dev.quadrille.local.process.LauncherLock;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.RunDirectory;
import dev.quadrille.local.process.StartFailed;
import dev.quadrille.local.process.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All of Quadrille, or parts of it, as processes on this machine. One launcher at a time holds a
/// stack's folder; what an earlier one left running there is ended first, so that there are never
/// two of anything. A process that dies is restarted; one that is stopped or killed through this
/// class stays down until it is started again.
public final class LocalStack implements AutoCloseable {

    /// The name under which the launcher itself is recorded.
    public static final String LAUNCHER = "launcher";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    // Five services in one process, watched at every step.
    private static final Duration TRAINING_LIMIT = Duration.ofMinutes(10);

    private final StackLayout layout;
    private final LauncherLock lock;
    private final RunDirectory run;
    private final ProcessPlan plan;
    private final Supervisor supervisor;
    private boolean closed;

    private LocalStack(StackLayout layout, LauncherLock lock, StackListener listener) {
        this.layout = layout;
        this.lock = lock;
        this.run = new RunDirectory(layout.run());
        this.plan = new ProcessPlan(layout);
        this.supervisor = new Supervisor(run, layout.logs(), listener);
    }

    /// Takes hold of the folder and starts nothing yet. Throws {@link AlreadyRunning} if another
    /// launcher holds it.
    public static LocalStack open(StackLayout layout, StackListener listener) {
        RunDirectory run = new RunDirectory(layout.run());
        LauncherLock lock = AlreadyRunning.acquired(layout);
        LeftoverProcesses leftovers = new LeftoverProcesses(layout);
        listener.leftovers(leftovers.names());
        leftovers.end();
        run.save(ProcessRecord.of(LAUNCHER, ProcessHandle.current(), 0));
        return new LocalStack(layout, lock, listener);
    }

    public StackLayout layout() {
        return layout;
    }

    /// Throws {@link StackFailure} with who has a port that would be needed.
    public void requireFreePorts() {
        PortCheck.requireFree(layout.ports().all());
    }

    /// Starts everything, the infrastructure first, and returns when all is ready. Throws {@link
    /// StackFailure} or {@link StartFailed} with what stands in the way.
    public void startAll() {
        requireFreePorts();
        start(List.of(Component.POSTGRES, Component.KAFKA));
        start(Component.applications());
    }

    /// Starts these side by side and returns when all are ready.
    public void start(Component... components) {
        List<Component> down =
                Arrays.stream(components)
                        .filter(component -> supervisor.process(component.processName()).isEmpty())
                        .toList();
        PortCheck.requireFree(portsOf(down));
        start(down);
    }

    /// Stops the component as an operator would; it stays down until it is started.
    public void stop(Component component) {
        supervisor.stop(component.processName());
    }

    /// Ends the component with a `SIGKILL`; it stays down until it is started.
    public void kill(Component component) {
        supervisor.kill(component.processName());
    }

    /// Whether the component has become ready and runs.
    public boolean isReady(Component component) {
        return supervisor.isReady(component.processName());
    }

    /// Waits for a component that is being started, or restarted after its death.
    public void awaitReady(Component component) {
        supervisor.awaitReady(component.processName(), START_LIMIT);
    }

    /// Its process, for tests that want to freeze it or let it die: a death is followed by a
    /// restart.
    public Optional<ProcessHandle> process(Component component) {
        return supervisor.process(component.processName());
    }

    public int restarts(Component component) {
        return supervisor.restarts(component.processName());
    }

    /// Runs these families in training, one process each, until they have been used.
    void train(List<AotCacheGroup> families, Function<AotCacheGroup, Path> caches, Runnable use) {
        List<ProcessSpec> trained =
                families.stream()
                        .map(family -> plan.training(family, caches.apply(family)))
                        .toList();
        List<String> names = trained.stream().map(ProcessSpec::name).toList();
        try {
            trained.forEach(supervisor::start);
            names.forEach(name -> supervisor.awaitReady(name, TRAINING_LIMIT));
            use.run();
        } catch (RuntimeException | Error e) {
            // Whoever is stopped writes a cache, which takes a while and would be of no use.
            names.forEach(supervisor::kill);
            throw e;
        }
        supervisor.stop(names);
    }

    /// Stops everything, what depends on others first, and lets go of the folder.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.refuseStarts();
        for (StartTier tier : StartTier.lastToFirst()) {
            supervisor.stop(names(Component.in(tier)));
        }
        run.remove(LAUNCHER);
        lock.close();
    }

    private void start(List<Component> components) {
        components.forEach(component -> supervisor.start(plan.of(component)));
        components.forEach(this::awaitReady);
        if (components.contains(Component.POSTGRES)) {
            List<Component> users = Component.needing(EnvironmentBinding.DATABASE);
            new Databases(layout.ports().of(Component.POSTGRES))
                    .provide(users.stream().map(Component::databaseName).toList());
        }
    }

    private Map<Integer, String> portsOf(Collection<Component> components) {
        List<String> names = names(components);
        return layout.ports().all().entrySet().stream()
                .filter(port -> names.contains(port.getValue().split(" ", 2)[0]))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> names(Collection<Component> components) {
        return components.stream().map(Component::processName).toList();
    }
}
