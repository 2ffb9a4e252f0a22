package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Handles the dead letters again whose cause may be gone: events that the former build did not
/// know, and orders whose rows could not be read. It looks when the service starts and from then on
/// at intervals, since in a rolling upgrade a replica of the former build may add to them.
///
/// Every replica does it, without a lease: that of a former build must not keep one of the new
/// build from it. A letter that two replicas replay at once is locked by one of them.
final class DeadLetterReplay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplay.class);

    private final DeadLetters letters;
    private final Duration interval;
    private final WakeUpSignal stopping = new WakeUpSignal();
    private volatile boolean running;

    DeadLetterReplay(DeadLetters letters, Duration interval) {
        this.letters = letters;
        this.interval = interval;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("dead-letter-replay").start(this::run);
    }

    private void run() {
        try {
            while (running) {
                replay();
                stopping.await(interval);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void replay() {
        try {
            int done = letters.replayWhatMayPass();
            if (done > 0) {
                LOG.info("{} dead letters are handled whose cause has passed", done);
            }
        } catch (RuntimeException | Error e) {
            // An Error too: a thread that ended would leave a process that looks healthy.
            LOG.warn("dead letters are looked at again later: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.ring();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return LifecyclePhases.CONSUMERS;
    }
}
