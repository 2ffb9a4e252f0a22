package dev.quadrille.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Keeps a set of named processes running: starts them, restarts one that dies, and ends them. Safe
/// for use by many threads.
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

    /// Starts the process and returns at once; does nothing if one of that name is kept already.
    public synchronized void start(ProcessSpec spec) {
        if (refusesStarts) {
            throw new IllegalStateException("is being closed");
        }
        running.computeIfAbsent(
                spec.name(),
                name -> {
                    ProcessLog log = new ProcessLog(logs, name);
                    SupervisedProcess supervised = new SupervisedProcess(spec, run, log, listener);
                    supervised.start();
                    return supervised;
                });
    }

    /// From now on nothing is started, so that whoever stops everything misses nothing.
    public synchronized void refuseStarts() {
        refusesStarts = true;
    }

    /// Waits until the process can do its work; throws {@link StartFailed} if it does not get
    /// there.
    public void awaitReady(String name, Duration limit) {
        try {
            kept(name)
                    .orElseThrow(() -> new IllegalStateException(name + " is not started"))
                    .awaitReady(limit);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name);
        }
    }

    /// Whether the process has become ready and runs; what it says of itself now is not asked.
    public boolean isReady(String name) {
        return kept(name).filter(SupervisedProcess::isReady).isPresent();
    }

    public Optional<ProcessHandle> process(String name) {
        return kept(name).flatMap(SupervisedProcess::handle);
    }

    public int restarts(String name) {
        return kept(name).map(SupervisedProcess::restarts).orElse(0);
    }

    /// Ends the processes side by side, each as it wants to be; returns when all are gone.
    public void stop(Collection<String> names) {
        Stream<Thread> stopping =
                names.stream().map(name -> Thread.startVirtualThread(() -> stop(name)));
        stopping.toList().forEach(Supervisor::join);
    }

    /// Ends the process, and it stays down until it is started again.
    public void stop(String name) {
        end(name, SupervisedProcess::stop);
    }

    /// As {@link #stop(String)}, but with `SIGKILL`: the process gets no chance to do anything.
    public void kill(String name) {
        end(name, SupervisedProcess::kill);
    }

    private void end(String name, Ending ending) {
        SupervisedProcess supervised = running.remove(name);
        if (supervised == null) {
            return;
        }
        listener.stopping(name);
        try {
            listener.stopped(name, ending.of(supervised));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Ending {
        boolean of(SupervisedProcess supervised) throws InterruptedException;
    }

    private Optional<SupervisedProcess> kept(String name) {
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
