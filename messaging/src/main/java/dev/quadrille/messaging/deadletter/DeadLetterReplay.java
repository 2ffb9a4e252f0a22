package dev.quadrille.messaging.deadletter;

import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Automatically replays the dead letters whose cause may be gone: events unknown to a previous
/// build, and orders whose rows could not be read. Runs at startup and then at intervals, because a
/// replica of the previous build may add letters during a rolling upgrade. Every replica runs it,
/// without leader election: a leader of the previous build would prevent the new build from
/// replaying. The row lock serializes two replicas.
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
            int replayed = letters.replayRetryable();
            if (replayed > 0) {
                LOG.info("replayed {} dead letters", replayed);
            }
        } catch (RuntimeException | Error e) {
            // Catches Error too: if the thread ended, the process would look healthy and replay
            // nothing.
            LOG.warn("replay of dead letters failed, retrying later: {}", e.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        stopping.signal();
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
