package dev.quadrille.local;

import dev.quadrille.local.process.ProcessRecord;
import java.util.Optional;

/// Another launcher holds the stack's folder.
public final class AlreadyRunning extends StackFailure {

    AlreadyRunning(StackLayout layout, Optional<ProcessRecord> launcher) {
        super(
                "Quadrille already runs here%s.%nData folder: %s%nSee ./quadrille status, stop it with ./quadrille down."
                        .formatted(
                                launcher.map(found -> " (pid " + found.pid() + ")").orElse(""),
                                layout.home()));
    }
}
