package dev.quadrille.local;

import dev.quadrille.local.process.LauncherLock;
import dev.quadrille.local.process.Orphans;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.RunDirectory;
import dev.quadrille.local.process.Signal;
import java.time.Duration;
import java.util.Optional;

/// A stack that another launcher runs, or ran until it was killed.
public final class RunningStack {

    /// What stopping it came to.
    public enum Stop {
        STOPPED,
        LEFTOVERS_ENDED,
        NOTHING_RAN
    }

    // Longer than a launcher takes when every tier of processes has to be killed.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final StackLayout layout;
    private final RunDirectory run;

    public RunningStack(StackLayout layout) {
        this.layout = layout;
        this.run = new RunDirectory(layout.run());
    }

    /// Asks its launcher to stop it and waits until that is done; does it itself if the launcher is
    /// gone.
    public Stop stop() {
        Optional<LauncherLock> lock = LauncherLock.tryAcquire(layout.run());
        if (lock.isEmpty()) {
            stopLauncher();
            return Stop.STOPPED;
        }
        try (LauncherLock _ = lock.get()) {
            return endLeftovers() ? Stop.LEFTOVERS_ENDED : Stop.NOTHING_RAN;
        }
    }

    private boolean endLeftovers() {
        LeftoverProcesses leftovers = new LeftoverProcesses(layout);
        boolean any = !leftovers.names().isEmpty();
        leftovers.end();
        return any;
    }

    private void stopLauncher() {
        ProcessRecord launcher =
                run.find(LocalStack.LAUNCHER)
                        .orElseThrow(
                                () -> new StackFailure("Quadrille is just starting; try again."));
        launcher.process().ifPresent(Signal.TERM::send);
        if (!Orphans.awaitEnd(launcher, LIMIT)) {
            throw new StackFailure(
                    "The launcher (pid %1$d) does not stop. End it with: kill -9 %1$d%nand run ./quadrille down again."
                            .formatted(launcher.pid()));
        }
    }
}
