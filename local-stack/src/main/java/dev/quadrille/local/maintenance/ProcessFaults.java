package dev.quadrille.local.maintenance;

import dev.quadrille.local.Component;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.ComponentStatus;
import dev.quadrille.local.ComponentStatus.State;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.Signal;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.time.Duration;

/// Kills, suspends and stops single processes of a stack that another launcher runs. The launcher
/// restarts a process that ends, unless it is held. All methods throw {@link StackFailure} if the
/// process is not running.
public final class ProcessFaults {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final StackLayout layout;
    private final RunDirectory run;

    public ProcessFaults(StackLayout layout) {
        this.layout = layout;
        this.run = new RunDirectory(layout.run());
    }

    /// Sends `SIGKILL`. The launcher restarts the process.
    public void kill(String name) {
        Signal.KILL.send(handle(name));
    }

    /// Suspends the process and its children. It keeps its connections and does not respond.
    public void freeze(String name) {
        signalTree(Signal.STOP, handle(name));
    }

    /// Resumes a suspended process.
    public void thaw(String name) {
        signalTree(Signal.CONT, handle(name));
    }

    private static void signalTree(Signal signal, ProcessHandle process) {
        signal.send(process);
        process.descendants().forEach(signal::send);
    }

    /// Stops the process gracefully and waits for its end. The launcher restarts it.
    public void restart(String name) {
        stop(name, Signal.TERM);
    }

    /// Stops a process gracefully. It stays down until {@link #start} is called, or until the next
    /// start of the stack.
    public void stop(Component component) {
        String name = component.processName();
        requireRunning(name);
        run.hold(name);
        // PostgreSQL waits for its clients after SIGTERM.
        stop(name, component == Component.POSTGRES ? Signal.INT : Signal.TERM);
    }

    /// Lets the launcher start a process that was stopped, and waits until it is ready.
    public void start(Component component) throws InterruptedException {
        run.release(component.processName());
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isUp(component)) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure(
                        component.processName()
                                + " was not ready after %d s."
                                        .formatted(START_TIMEOUT.toSeconds()));
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    private boolean isUp(Component component) {
        return ComponentStatus.all(layout).stream()
                .anyMatch(it ->
                        it.instance().equals(ComponentInstance.first(component))
                                && it.state() == State.UP);
    }

    private void requireRunning(String name) {
        if (!record(name).isAlive()) {
            throw notRunning(name);
        }
    }

    private void stop(String name, Signal signal) {
        ProcessRecord running = record(name);
        running.process().ifPresent(signal::send);
        if (!running.awaitExit(STOP_TIMEOUT)) {
            throw new StackFailure(
                    "%s does not stop. Kill it with: ./quadrille chaos kill %1$s".formatted(name));
        }
    }

    private ProcessHandle handle(String name) {
        return record(name).process().orElseThrow(() -> notRunning(name));
    }

    private ProcessRecord record(String name) {
        return run.find(name).orElseThrow(() -> notRunning(name));
    }

    private static StackFailure notRunning(String name) {
        return new StackFailure(
                name + " is not running. The processes are listed by: ./quadrille status");
    }
}
