package dev.quadrille.local;

import dev.quadrille.local.process.Orphans;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.RunDirectory;
import dev.quadrille.local.process.Signal;
import java.util.List;

/// What a launcher that was killed has left running. Only whoever holds the launcher's lock may end
/// it.
final class Leftovers {

    private final RunDirectory run;

    Leftovers(RunDirectory run) {
        this.run = run;
    }

    /// The names of processes that still run.
    List<String> names() {
        return records().stream().filter(ProcessRecord::isAlive).map(ProcessRecord::name).toList();
    }

    /// Ends them in the order of a proper stop, and removes all records.
    void end() {
        Orphans orphans = new Orphans(run);
        for (Tier tier : Tier.lastToFirst()) {
            Signal signal = tier == Tier.STORE ? Signal.INT : Signal.TERM;
            orphans.end(records().stream().filter(found -> tierOf(found) == tier).toList(), signal);
        }
        run.remove(LocalStack.LAUNCHER);
    }

    private List<ProcessRecord> records() {
        return run.all().stream()
                .filter(found -> !found.name().equals(LocalStack.LAUNCHER))
                .toList();
    }

    // A name that the table does not have is a further instance of a service.
    private static Tier tierOf(ProcessRecord found) {
        return Component.named(found.name()).map(Component::tier).orElse(Tier.SERVICE);
    }
}
