package dev.quadrille.local;

import dev.quadrille.local.jvm.AotCacheGroup;
import dev.quadrille.local.port.PortCheck;
import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.Supervisor;
import dev.quadrille.local.process.pidfile.LauncherLock;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import dev.quadrille.servers.ServerFailure;
import dev.quadrille.servers.postgres.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Runs Quadrille, or some of its components, as supervised processes of this machine. A launcher
/// lock guarantees that only one launcher uses a data directory. Opening the stack first terminates
/// the orphaned processes of an earlier launcher. A process that exits is restarted; a process that
/// is stopped or killed through this class stays down until it is started again.
///
/// Decision record: `docs/decisions/0008-local-stack.md`.
public final class LocalStack implements AutoCloseable {

    /// The name of the launcher's own PID file.
    public static final String LAUNCHER = "launcher";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    // A training run starts five services in one JVM, which records all that it loads.
    private static final Duration TRAINING_START_TIMEOUT = Duration.ofMinutes(10);

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

    /// Acquires the launcher lock and terminates orphaned processes. Starts no process. Throws
    /// {@link AlreadyRunning} if another launcher holds the lock.
    public static LocalStack open(StackLayout layout, StackListener listener) {
        RunDirectory run = new RunDirectory(layout.run());
        LauncherLock lock = AlreadyRunning.acquireLock(layout);
        OrphanedProcesses orphans = new OrphanedProcesses(layout);
        listener.orphansFound(orphans.names());
        orphans.terminate();
        run.save(ProcessRecord.of(LAUNCHER, ProcessHandle.current(), 0));
        return new LocalStack(layout, lock, listener);
    }

    public StackLayout layout() {
        return layout;
    }

    /// Throws {@link StackFailure} if a port of one of the components is in use, including those of
    /// its further instances. The message names the process that listens on it.
    public void requireFreePorts(Collection<Component> components) {
        PortCheck.requireFree(layout.ports().all(instances(components)));
    }

    /// Starts all components and returns when all are ready. Throws {@link StackFailure} or {@link
    /// StartFailed} with the cause if one cannot be started.
    public void startAll() {
        startAllExcept(Set.of());
    }

    /// As {@link #startAll()}, but without some of the applications. Their databases are created,
    /// and their ports may be in use.
    public void startAllExcept(Set<Component> leftOut) {
        List<Component> components =
                Arrays.stream(Component.values()).filter(it -> !leftOut.contains(it)).toList();
        requireFreePorts(components);
        start(instances(List.of(Component.POSTGRES, Component.KAFKA)));
        start(instances(components.stream().filter(Component::isApplication).toList()));
    }

    /// Starts the components, with all their instances, in parallel and returns when all are ready.
    /// Ignores instances that are running.
    public void start(Component... components) {
        startMissing(instances(Arrays.asList(components)));
    }

    /// Starts one instance and returns when it is ready. Ignores an instance that is running.
    public void start(ComponentInstance instance) {
        startMissing(List.of(instance));
    }

    /// Stops all instances of the component gracefully.
    public void stop(Component component) {
        layout.instances(component).forEach(this::stop);
    }

    /// Stops one instance gracefully.
    public void stop(ComponentInstance instance) {
        supervisor.stop(instance.processName());
    }

    /// Stops all instances of the component with `SIGKILL`.
    public void kill(Component component) {
        layout.instances(component).forEach(it -> supervisor.kill(it.processName()));
    }

    /// Whether all instances of the component are running and have been ready since their last
    /// start. Does not call the readiness probe.
    public boolean isReady(Component component) {
        return layout.instances(component).stream()
                .allMatch(it -> supervisor.isReady(it.processName()));
    }

    /// Waits until all instances of a component that is starting or restarting are ready.
    public void awaitReady(Component component) {
        layout.instances(component).forEach(this::awaitReady);
    }

    private void awaitReady(ComponentInstance instance) {
        supervisor.awaitReady(instance.processName(), START_TIMEOUT);
    }

    /// The process of the component's first instance, for tests that suspend or kill it. The
    /// supervisor restarts a process that was killed through this handle.
    public Optional<ProcessHandle> process(Component component) {
        return supervisor.process(component.processName());
    }

    /// The restarts of the component's first instance.
    public int restarts(Component component) {
        return supervisor.restarts(component.processName());
    }

    /// Runs an AOT training: starts one JVM for each group, runs the workload, and stops the JVMs
    /// gracefully, whereupon each writes its cache.
    ///
    /// @param caches the file that the JVM of a group writes
    public void train(
            List<AotCacheGroup> groups, Function<AotCacheGroup, Path> caches, Runnable workload) {
        List<ProcessSpec> trained =
                groups.stream().map(group -> plan.training(group, caches.apply(group))).toList();
        List<String> names = trained.stream().map(ProcessSpec::name).toList();
        try {
            trained.forEach(supervisor::start);
            names.forEach(name -> supervisor.awaitReady(name, TRAINING_START_TIMEOUT));
            workload.run();
        } catch (RuntimeException | Error e) {
            // A graceful stop would write a cache of an incomplete workload, which takes time.
            names.forEach(supervisor::kill);
            throw e;
        }
        supervisor.stop(names);
    }

    /// Stops all components in reverse start order and releases the launcher lock.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.refuseStarts();
        for (StartTier tier : StartTier.stopOrder()) {
            supervisor.stop(names(instances(Component.inTier(tier))));
        }
        run.remove(LAUNCHER);
        lock.close();
    }

    private void startMissing(List<ComponentInstance> instances) {
        List<ComponentInstance> down =
                instances.stream()
                        .filter(it -> supervisor.process(it.processName()).isEmpty())
                        .toList();
        PortCheck.requireFree(layout.ports().all(down));
        start(down);
    }

    private void start(List<ComponentInstance> instances) {
        try {
            instances.forEach(instance -> supervisor.start(plan.of(instance)));
            instances.forEach(this::awaitReady);
            if (instances.contains(ComponentInstance.first(Component.POSTGRES))) {
                createDatabases();
            }
        } catch (ServerFailure e) {
            throw new StackFailure(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private void createDatabases() {
        List<Component> owners = Component.withBinding(EnvironmentBinding.DATABASE);
        new Databases(layout.ports().of(Component.POSTGRES))
                .createMissing(owners.stream().map(Component::databaseName).toList());
    }

    private List<ComponentInstance> instances(Collection<Component> components) {
        return components.stream()
                .flatMap(component -> layout.instances(component).stream())
                .toList();
    }

    private static List<String> names(Collection<ComponentInstance> instances) {
        return instances.stream().map(ComponentInstance::processName).toList();
    }
}
