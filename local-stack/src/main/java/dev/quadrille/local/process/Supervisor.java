package dev.quadrille.local.process;

import dev.quadrille.local.process.pidfile.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Supervises a set of named processes: starts them, restarts those that exit, and stops them.
/// Thread-safe.
public final class Supervisor {

    private final RunDirectory run;
    private final Path logs;
    private final ProcessListener listener;
    private final Map<String, SupervisedProcess> running = new ConcurrentHashMap<>();
    private boolean refusesStarts;

    public Supervisor(RunDirectory run, Path logs, ProcessListener listener) {
        this.run = run;
        this.logs = logs;
        this.listener = listener;
    }

    /// Starts the process without waiting for it. Has no effect if a process of that name is
    /// supervised already.
    public synchronized void start(ProcessSpec spec) {
        if (refusesStarts) {
            throw new IllegalStateException("the supervisor is being closed");
        }
        run.release(spec.name());
        running.computeIfAbsent(
                spec.name(),
                name -> {
                    ProcessLog log = new ProcessLog(logs, name);
                    SupervisedProcess supervised = new SupervisedProcess(spec, run, log, listener);
                    supervised.start();
                    return supervised;
                });
    }

    /// Rejects all further starts, so that a caller that stops all processes leaves none running.
    public synchronized void refuseStarts() {
        refusesStarts = true;
    }

    /// Waits until the process is ready. Throws {@link StartFailed} if it does not become ready.
    public void awaitReady(String name, Duration timeout) {
        try {
            find(name)
                    .orElseThrow(() -> new IllegalStateException(name + " is not started"))
                    .awaitReady(timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name);
        }
    }

    /// Whether the process has been ready since its last start. Does not call the readiness probe.
    public boolean isReady(String name) {
        return find(name).filter(SupervisedProcess::isReady).isPresent();
    }

    public Optional<ProcessHandle> process(String name) {
        return find(name).flatMap(SupervisedProcess::handle);
    }

    public int restarts(String name) {
        return find(name).map(SupervisedProcess::restarts).orElse(0);
    }

    /// Stops the processes in parallel and returns when all have ended.
    public void stop(Collection<String> names) {
        Stream<Thread> stopping =
                names.stream().map(name -> Thread.startVirtualThread(() -> stop(name)));
        stopping.toList().forEach(Supervisor::join);
    }

    /// Stops the process gracefully. It stays down until it is started again.
    public void stop(String name) {
        stop(name, SupervisedProcess::stop);
    }

    /// As {@link #stop(String)}, but with `SIGKILL`.
    public void kill(String name) {
        stop(name, SupervisedProcess::kill);
    }

    private void stop(String name, StopMethod method) {
        SupervisedProcess supervised = running.remove(name);
        if (supervised == null) {
            return;
        }
        listener.stopping(name);
        try {
            listener.stopped(name, method.stop(supervised));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface StopMethod {
        boolean stop(SupervisedProcess supervised) throws InterruptedException;
    }

    private Optional<SupervisedProcess> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
