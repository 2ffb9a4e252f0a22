package dev.quadrille.local.maintenance;

import dev.quadrille.local.LocalStack;
import dev.quadrille.local.OrphanedProcesses;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.Signal;
import dev.quadrille.local.process.pidfile.LauncherLock;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.time.Duration;
import java.util.Optional;

/// A stack of another launcher, which is running or was killed.
public final class RunningStack {

    /// The result of a stop.
    public enum Stop {
        STOPPED,
        ORPHANS_TERMINATED,
        NOT_RUNNING
    }

    // Longer than a launcher needs if it has to kill the processes of every tier.
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    private final StackLayout layout;
    private final RunDirectory run;

    public RunningStack(StackLayout layout) {
        this.layout = layout;
        this.run = new RunDirectory(layout.run());
    }

    /// Stops the launcher and waits until it has stopped all processes. If no launcher is running,
    /// terminates the orphaned processes.
    public Stop stop() {
        Optional<LauncherLock> lock = LauncherLock.tryAcquire(layout.run());
        if (lock.isEmpty()) {
            stopLauncher();
            return Stop.STOPPED;
        }
        try (LauncherLock _ = lock.get()) {
            return terminateOrphans() ? Stop.ORPHANS_TERMINATED : Stop.NOT_RUNNING;
        }
    }

    private boolean terminateOrphans() {
        OrphanedProcesses orphans = new OrphanedProcesses(layout);
        boolean found = !orphans.names().isEmpty();
        orphans.terminate();
        return found;
    }

    private void stopLauncher() {
        ProcessRecord launcher =
                run.find(LocalStack.LAUNCHER)
                        .orElseThrow(() ->
                                new StackFailure(
                                        "Quadrille is still starting. Try again in a second."));
        launcher.process().ifPresent(Signal.TERM::send);
        if (!launcher.awaitExit(STOP_TIMEOUT)) {
            throw new StackFailure(
                    "The launcher (pid %1$d) does not stop. Kill it with: kill -9 %1$d%nThen run ./quadrille down again."
                            .formatted(launcher.pid()));
        }
    }
}
