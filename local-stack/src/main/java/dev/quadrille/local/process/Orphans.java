package dev.quadrille.local.process;

import java.time.Duration;
import java.util.List;

/// Ends processes that an earlier launcher left behind.
public final class Orphans {

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final RunDirectory run;

    public Orphans(RunDirectory run) {
        this.run = run;
    }

    /// Signals all of them, waits for the end of all, with `SIGKILL` for those that take too long,
    /// and removes their records.
    public void end(List<ProcessRecord> orphans, Signal signal) {
        orphans.forEach(orphan -> orphan.process().ifPresent(signal::send));
        if (!awaitEnd(orphans, GRACE)) {
            orphans.forEach(orphan -> orphan.process().ifPresent(Signal.KILL::send));
            awaitEnd(orphans, GRACE);
        }
        orphans.forEach(orphan -> run.remove(orphan.name()));
    }

    /// Whether the process, which need not be a child, ends within the time.
    public static boolean awaitEnd(ProcessRecord process, Duration limit) {
        return awaitEnd(List.of(process), limit);
    }

    // Polled: the end of a process that is not a child, or that nobody reaps, is not signalled.
    private static boolean awaitEnd(List<ProcessRecord> orphans, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (orphans.stream().anyMatch(ProcessRecord::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (!pause()) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
