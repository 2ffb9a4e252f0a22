package dev.quadrille.local.process.pidfile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The content of a PID file. The start time distinguishes the process from a later one with the
/// same pid, so that an unrelated process is never signalled.
public record ProcessRecord(String name, long pid, Instant startedAt, int restarts) {

    // The kernel stores start times relative to the boot time, which changes when the clock is
    // corrected.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    public static ProcessRecord of(String name, ProcessHandle handle, int restarts) {
        Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
        return new ProcessRecord(name, handle.pid(), startedAt, restarts);
    }

    /// The process, if it is still running.
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::hasSameStart).filter(ProcessRecord::isRunning);
    }

    public boolean isAlive() {
        return process().isPresent();
    }

    public Duration uptime(Instant now) {
        return Duration.between(startedAt, now);
    }

    /// Waits until the process has ended; returns whether it ended within the timeout. Polls,
    /// because Java reports the exit of child processes only, and never that of a zombie.
    public boolean awaitExit(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (isAlive()) {
            if (System.nanoTime() > deadline || !sleep()) {
                return false;
            }
        }
        return true;
    }

    private static boolean sleep() {
        try {
            Thread.sleep(POLL_INTERVAL);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasSameStart(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(seen -> Duration.between(startedAt, seen).abs())
                .filter(apart -> apart.compareTo(CLOCK_CORRECTION) <= 0)
                .isPresent();
    }

    private static boolean isRunning(ProcessHandle handle) {
        return handle.isAlive() && !ProcStat.isZombie(handle.pid());
    }
}
