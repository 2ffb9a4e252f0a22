package dev.quadrille.local;

import dev.quadrille.local.process.LauncherLock;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.RunDirectory;
import java.util.Optional;

/// Another launcher holds the stack's folder.
public final class AlreadyRunning extends StackFailure {

    /// Throws itself if another launcher holds the folder now.
    public static void unless(StackLayout layout) {
        acquired(layout).close();
    }

    /// The folder, for the caller alone.
    static LauncherLock acquired(StackLayout layout) {
        RunDirectory run = new RunDirectory(layout.run());
        return LauncherLock.tryAcquire(layout.run())
                .orElseThrow(() -> new AlreadyRunning(layout, run.find(LocalStack.LAUNCHER)));
    }

    private AlreadyRunning(StackLayout layout, Optional<ProcessRecord> launcher) {
        super(
                "Quadrille already runs here%s.%nData folder: %s%n./quadrille status shows it, ./quadrille down stops it."
                        .formatted(
                                launcher.map(found -> " (pid " + found.pid() + ")").orElse(""),
                                layout.home()));
    }
}
