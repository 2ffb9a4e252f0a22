package dev.quadrille.local;

import dev.quadrille.local.process.pidfile.LauncherLock;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.util.Optional;

/// Another launcher runs the stack of this data directory.
public final class AlreadyRunning extends StackFailure {

    /// Throws an `AlreadyRunning` if another launcher holds the lock of the data directory.
    public static void throwIfLocked(StackLayout layout) {
        acquireLock(layout).close();
    }

    /// Acquires the launcher lock, or throws an `AlreadyRunning`. The caller closes the lock.
    public static LauncherLock acquireLock(StackLayout layout) {
        RunDirectory run = new RunDirectory(layout.run());
        return LauncherLock.tryAcquire(layout.run())
                .orElseThrow(() -> new AlreadyRunning(layout, run.find(LocalStack.LAUNCHER)));
    }

    private AlreadyRunning(StackLayout layout, Optional<ProcessRecord> launcher) {
        super(
                "Quadrille is already running%s.%nData directory: %s%nShow it with ./quadrille status, stop it with ./quadrille down."
                        .formatted(
                                launcher.map(found -> " (pid " + found.pid() + ")").orElse(""),
                                layout.home()));
    }
}
