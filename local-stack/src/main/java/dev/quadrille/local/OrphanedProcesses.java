package dev.quadrille.local;

import dev.quadrille.local.postgres.PostmasterFile;
import dev.quadrille.local.process.Signal;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.time.Duration;
import java.util.List;

/// The processes that a killed launcher has left running, as their PID files list them. The caller
/// must hold the launcher lock, otherwise a running launcher would lose its processes.
public final class OrphanedProcesses {

    private static final Duration GRACE_PERIOD = Duration.ofSeconds(20);

    private final Duration gracePeriod;
    private final RunDirectory run;
    private final PostmasterFile postmaster;

    public OrphanedProcesses(StackLayout layout) {
        this(layout, GRACE_PERIOD);
    }

    /// @param gracePeriod how long the processes of a tier may take to end
    OrphanedProcesses(StackLayout layout, Duration gracePeriod) {
        this.gracePeriod = gracePeriod;
        this.run = new RunDirectory(layout.run());
        this.postmaster = new PostmasterFile(layout.data(Component.POSTGRES));
    }

    /// The names of the orphaned processes that are still running.
    public List<String> names() {
        return records().stream().filter(ProcessRecord::isAlive).map(ProcessRecord::name).toList();
    }

    /// Terminates the processes tier by tier, in the order of a regular stop, and removes all PID
    /// files. A launcher can be killed before it has written the PID file of its database, so
    /// PostgreSQL is also looked up in its data directory.
    public void terminate() {
        for (StartTier tier : StartTier.stopOrder()) {
            Signal signal = tier == StartTier.DATABASE ? Signal.INT : Signal.TERM;
            terminate(records().stream().filter(found -> tierOf(found) == tier).toList(), signal);
        }
        postmaster.cleanUp();
        run.remove(LocalStack.LAUNCHER);
    }

    private void terminate(List<ProcessRecord> orphans, Signal signal) {
        send(signal, orphans);
        if (!awaitExit(orphans)) {
            send(Signal.KILL, orphans);
            awaitExit(orphans);
        }
        orphans.forEach(orphan -> run.remove(orphan.name()));
    }

    private static void send(Signal signal, List<ProcessRecord> orphans) {
        orphans.forEach(orphan -> orphan.process().ifPresent(signal::send));
    }

    private boolean awaitExit(List<ProcessRecord> orphans) {
        long deadline = System.nanoTime() + gracePeriod.toNanos();
        return orphans.stream()
                .allMatch(
                        orphan -> orphan.awaitExit(Duration.ofNanos(deadline - System.nanoTime())));
    }

    private List<ProcessRecord> records() {
        return run.all().stream()
                .filter(found -> !found.name().equals(LocalStack.LAUNCHER))
                .toList();
    }

    // A name that is not in the topology is a further instance of a service.
    private static StartTier tierOf(ProcessRecord found) {
        return Component.named(found.name()).map(Component::tier).orElse(StartTier.SERVICE);
    }
}
