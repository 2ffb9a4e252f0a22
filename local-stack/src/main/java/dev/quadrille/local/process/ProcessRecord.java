package dev.quadrille.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process as it was started. The start instant tells it from another process that was given the
/// same pid later, so that a stranger is never signalled.
public record ProcessRecord(String name, long pid, Instant startedAt, int restarts) {

    // The kernel counts start times from boot, and the time of boot follows the clock's
    // corrections.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

    public static ProcessRecord of(String name, ProcessHandle handle, int restarts) {
        Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
        return new ProcessRecord(name, handle.pid(), startedAt, restarts);
    }

    /// The recorded process itself, if it still runs.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::startedThen).filter(ProcessRecord::runs);
    }

    public boolean isAlive() {
        return process().isPresent();
    }

    public Duration uptime(Instant now) {
        return Duration.between(startedAt, now);
    }

    private boolean startedThen(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(seen -> Duration.between(startedAt, seen).abs())
                .filter(apart -> apart.compareTo(CLOCK_CORRECTION) <= 0)
                .isPresent();
    }

    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && !ProcStat.isZombie(handle.pid());
    }
}
