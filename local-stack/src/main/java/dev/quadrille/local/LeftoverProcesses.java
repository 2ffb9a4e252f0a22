package dev.quadrille.local;

import dev.quadrille.local.postgres.PostmasterFile;
import dev.quadrille.local.process.Orphans;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.RunDirectory;
import dev.quadrille.local.process.Signal;
import java.util.List;

/// What a launcher that was killed has left running. Only whoever holds the launcher's lock may end
/// it.
final class LeftoverProcesses {

    private final RunDirectory run;
    private final PostmasterFile postmaster;

    LeftoverProcesses(StackLayout layout) {
        this.run = new RunDirectory(layout.run());
        this.postmaster = new PostmasterFile(layout.data(Component.POSTGRES));
    }

    /// The names of processes that still run.
    List<String> names() {
        return records().stream().filter(ProcessRecord::isAlive).map(ProcessRecord::name).toList();
    }

    /// Ends them in the order of a proper stop, and removes all records. A database is looked for
    /// in its own data too, since a launcher can be killed before it has recorded what it started.
    void end() {
        Orphans orphans = new Orphans(run);
        for (StartTier tier : StartTier.lastToFirst()) {
            Signal signal = tier == StartTier.STORE ? Signal.INT : Signal.TERM;
            orphans.end(records().stream().filter(found -> tierOf(found) == tier).toList(), signal);
        }
        postmaster.clear();
        run.remove(LocalStack.LAUNCHER);
    }

    private List<ProcessRecord> records() {
        return run.all().stream()
                .filter(found -> !found.name().equals(LocalStack.LAUNCHER))
                .toList();
    }

    // A name that the table does not have is a further instance of a service.
    private static StartTier tierOf(ProcessRecord found) {
        return Component.named(found.name()).map(Component::tier).orElse(StartTier.SERVICE);
    }
}
