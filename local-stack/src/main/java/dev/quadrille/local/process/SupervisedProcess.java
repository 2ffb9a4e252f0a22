package dev.quadrille.local.process;

import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Supervises one process in a thread of its own: starts it, restarts it when it exits, and rotates
/// its log. Not reusable after a stop.
final class SupervisedProcess {

    private enum Phase {
        STARTING,
        READY,
        RESTARTING,
        STOPPED
    }

    private static final Duration READINESS_INTERVAL = Duration.ofMillis(150);
    private static final Duration HOLD_CHECK_INTERVAL = Duration.ofMillis(200);
    private static final Duration LOG_CHECK_INTERVAL = Duration.ofSeconds(10);
    private static final int MAX_FAILED_STARTS = 3;
    private static final int MAX_OUTPUT_LINES = 20;

    private final ProcessSpec spec;
    private final RunDirectory run;
    private final ProcessLog log;
    private final ProcessListener listener;
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Thread supervisor;

    private Phase phase = Phase.STARTING;
    private int restarts;
    private int failedStarts;
    private String lastExit = "was not started";
    private long logStart;
    private @Nullable Process process;

    SupervisedProcess(
            ProcessSpec spec, RunDirectory run, ProcessLog log, ProcessListener listener) {
        this.spec = spec;
        this.run = run;
        this.log = log;
        this.listener = listener;
        this.supervisor = Thread.ofVirtual().name(spec.name()).unstarted(this::supervise);
    }

    void start() {
        supervisor.start();
    }

    synchronized boolean isReady() {
        return phase == Phase.READY;
    }

    synchronized int restarts() {
        return restarts;
    }

    synchronized Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /// Waits until the process is ready. Throws {@link StartFailed} after three failed starts or
    /// after the timeout.
    synchronized void awaitReady(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (phase != Phase.READY) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (failedStarts >= MAX_FAILED_STARTS || phase == Phase.STOPPED) {
                throw failure(lastExit);
            }
            if (millis <= 0) {
                throw failure("was not ready after " + timeout.toSeconds() + " s");
            }
            wait(millis);
        }
    }

    /// Sends the stop signal and waits until the process has ended. Sends `SIGKILL` after the grace
    /// period; returns whether this was necessary.
    boolean stop() throws InterruptedException {
        return stop(spec.stopSignal());
    }

    /// Sends `SIGKILL`. Returns true, like a forced {@link #stop()}.
    boolean kill() throws InterruptedException {
        stop(Signal.KILL);
        return true;
    }

    private boolean stop(Signal signal) throws InterruptedException {
        synchronized (this) {
            stopRequested.countDown();
            handle().ifPresent(signal::send);
        }
        boolean forced = !supervisor.join(spec.gracePeriod());
        if (forced) {
            handle().ifPresent(Signal.KILL::send);
            supervisor.join();
        }
        return forced;
    }

    private void supervise() {
        RestartBackoff backoff = new RestartBackoff();
        try {
            Duration delay = Duration.ZERO;
            while (!stopRequested.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                awaitRelease();
                long launched = System.nanoTime();
                runOnce();
                delay = backoff.delayAfter(Duration.ofNanos(System.nanoTime() - launched));
                exited(delay);
            }
        } catch (IOException | RuntimeException e) {
            lastExit = "could not be started: " + e.getMessage();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            handle().ifPresent(Signal.KILL::send);
            run.remove(spec.name());
            enter(Phase.STOPPED);
        }
    }

    private void awaitRelease() throws InterruptedException {
        while (run.isHeld(spec.name())
                && !stopRequested.await(HOLD_CHECK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
            // Checks again.
        }
    }

    private void runOnce() throws IOException, InterruptedException {
        spec.beforeLaunch().run();
        Process launched = launch();
        if (launched == null) {
            return;
        }
        long start = System.nanoTime();
        listener.starting(spec.name());
        if (becomesReady(launched)) {
            listener.ready(spec.name(), Duration.ofNanos(System.nanoTime() - start));
            enter(Phase.READY);
        }
        while (!launched.waitFor(LOG_CHECK_INTERVAL)) {
            log.rotateIfLarge();
        }
        lastExit = "exited with code " + launched.exitValue();
    }

    // Synchronized, so that a stop request either prevents the launch or finds the process.
    private synchronized @Nullable Process launch() throws IOException {
        if (stopRequested.getCount() == 0) {
            return null;
        }
        log.prepare();
        logStart = log.size();
        phase = Phase.STARTING;
        ProcessBuilder builder = new ProcessBuilder(SetsidCommand.of(spec.command()));
        builder.environment().putAll(spec.environment());
        builder.redirectInput(Redirect.from(new File("/dev/null")));
        builder.redirectOutput(Redirect.appendTo(log.file().toFile()));
        builder.redirectErrorStream(true);
        Process launched = builder.start();
        run.save(ProcessRecord.of(spec.name(), launched.toHandle(), restarts));
        process = launched;
        return launched;
    }

    private boolean becomesReady(Process launched) throws InterruptedException {
        while (!launched.waitFor(READINESS_INTERVAL)) {
            if (spec.readiness().isReady()) {
                return true;
            }
        }
        return false;
    }

    private void exited(Duration delay) {
        synchronized (this) {
            if (stopRequested.getCount() == 0) {
                return;
            }
            restarts++;
            failedStarts++;
        }
        enter(Phase.RESTARTING);
        listener.exited(spec.name(), lastExit, delay);
    }

    private synchronized void enter(Phase next) {
        phase = next;
        if (next == Phase.READY) {
            failedStarts = 0;
        }
        notifyAll();
    }

    private StartFailed failure(String reason) {
        return new StartFailed(spec.name(), reason, log.tail(MAX_OUTPUT_LINES, logStart));
    }
}
