package dev.quadrille.local.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One process and the thread that keeps it running until it is told to end it. Serves one start;
/// the next one is a new object.
final class SupervisedProcess {

    private enum Phase {
        STARTING,
        READY,
        RESTARTING,
        ENDED
    }

    private static final Duration POLL = Duration.ofMillis(150);
    private static final Duration LOG_CHECK = Duration.ofSeconds(10);
    private static final int DEATHS_BEFORE_READY = 3;
    private static final int SHOWN_LINES = 20;

    private final ProcessSpec spec;
    private final RunDirectory run;
    private final ProcessLog log;
    private final ProcessListener listener;
    private final CountDownLatch endRequested = new CountDownLatch(1);
    private final Thread keeper;

    private Phase phase = Phase.STARTING;
    private int restarts;
    private int deathsSinceReady;
    private String lastEnd = "was not started";
    private long logStart;
    private @Nullable Process process;

    SupervisedProcess(
            ProcessSpec spec, RunDirectory run, ProcessLog log, ProcessListener listener) {
        this.spec = spec;
        this.run = run;
        this.log = log;
        this.listener = listener;
        this.keeper = Thread.ofVirtual().name(spec.name()).unstarted(this::keep);
    }

    void start() {
        keeper.start();
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

    /// Waits until the process is ready; throws {@link StartFailed} if it keeps dying or takes
    /// longer than `limit`.
    synchronized void awaitReady(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (phase != Phase.READY) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (deathsSinceReady >= DEATHS_BEFORE_READY || phase == Phase.ENDED) {
                throw failure(lastEnd);
            }
            if (millis <= 0) {
                throw failure("is not ready after " + limit.toSeconds() + " s");
            }
            wait(millis);
        }
    }

    /// Ends the process as it wants to be ended and waits for it; after a grace period with a
    /// `SIGKILL`. True if that was needed.
    boolean stop() throws InterruptedException {
        return end(spec.stopSignal());
    }

    /// Ends the process with a `SIGKILL`, as if that had been needed.
    boolean kill() throws InterruptedException {
        end(Signal.KILL);
        return true;
    }

    private boolean end(Signal signal) throws InterruptedException {
        synchronized (this) {
            endRequested.countDown();
            handle().ifPresent(signal::send);
        }
        boolean forced = !keeper.join(spec.grace());
        if (forced) {
            handle().ifPresent(Signal.KILL::send);
            keeper.join();
        }
        return forced;
    }

    private void keep() {
        RestartBackoff backoff = new RestartBackoff();
        try {
            Duration pause = Duration.ZERO;
            while (!endRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long launched = System.nanoTime();
                runOnce();
                pause = backoff.after(Duration.ofNanos(System.nanoTime() - launched));
                died(pause);
            }
        } catch (IOException | RuntimeException e) {
            lastEnd = "cannot be started: " + e.getMessage();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            handle().ifPresent(Signal.KILL::send);
            run.remove(spec.name());
            enter(Phase.ENDED);
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
        while (!launched.waitFor(LOG_CHECK)) {
            log.rotateIfLarge();
        }
        lastEnd = "ended with exit code " + launched.exitValue();
    }

    // Under the lock, so that a request to end either prevents the launch or sees its process.
    private synchronized @Nullable Process launch() throws IOException {
        if (endRequested.getCount() == 0) {
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
        while (!launched.waitFor(POLL)) {
            if (spec.readiness().isReady()) {
                return true;
            }
        }
        return false;
    }

    private void died(Duration pause) {
        synchronized (this) {
            if (endRequested.getCount() == 0) {
                return;
            }
            restarts++;
            deathsSinceReady++;
        }
        enter(Phase.RESTARTING);
        listener.died(spec.name(), lastEnd, pause);
    }

    private synchronized void enter(Phase next) {
        phase = next;
        if (next == Phase.READY) {
            deathsSinceReady = 0;
        }
        notifyAll();
    }

    private StartFailed failure(String what) {
        return new StartFailed(spec.name(), what, log.tail(SHOWN_LINES, logStart));
    }
}
