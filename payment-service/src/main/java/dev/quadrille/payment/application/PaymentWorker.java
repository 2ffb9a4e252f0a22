package dev.quadrille.payment.application;

import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.batching.WakeUpSignal;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Claims due payments and has the provider called, many at a time and outside of any transaction.
/// While the circuit breaker is open it claims nothing, so that waiting payments cost no
/// statements. A payment that was claimed and not recorded when the process died becomes due again
/// when its lease ends; the idempotency key makes the second call harmless.
@Component
class PaymentWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);
    private static final Duration IDLE_LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_CLAIM = Duration.ofSeconds(2);

    // Far below the time after which a supervisor kills a process that was told to stop.
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(4);

    // Stops after the consumers, which make payments due until they end, and before the relay,
    // which publishes the events that are recorded here.
    private static final int PHASE = (LifecyclePhases.RELAY + LifecyclePhases.CONSUMERS) / 2;

    private final Payments payments;
    private final ProviderCalls calls;
    private final ProviderResultRecorder recorder;
    private final ProviderSettings settings;
    private final WakeUpSignal bell = new WakeUpSignal();
    private final AdaptiveBatchPause pace = new AdaptiveBatchPause();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("payment-worker").unstarted(this::work);
    private volatile boolean waitsForRoom;
    private volatile boolean running;

    PaymentWorker(
            Payments payments,
            ProviderCalls calls,
            ProviderResultRecorder recorder,
            ProviderSettings settings) {
        this.payments = payments;
        this.calls = calls;
        this.recorder = recorder;
        this.settings = settings;
    }

    /// Tells the worker that payments have become due, so that it need not wait for its next look.
    void wake() {
        bell.signal();
    }

    private void wakeForRoom() {
        if (waitsForRoom) {
            bell.signal();
        }
    }

    private void work() {
        try {
            while (running) {
                pace.start();
                if (claimSafely() == 0) {
                    bell.await(IDLE_LOOK);
                } else {
                    pace.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int claimSafely() {
        try {
            // Before the room is measured, so that a call that ends meanwhile wakes the worker.
            waitsForRoom = true;
            int room = calls.room();
            waitsForRoom = room == 0;
            return room == 0 ? 0 : claim(room);
        } catch (RuntimeException | Error e) {
            // An Error too: a worker that ended would leave a process that looks healthy.
            LOG.warn("cannot claim due payments now: {}", e.toString());
            return 0;
        }
    }

    private int claim(int room) {
        List<DuePayment> due = payments.claim(room, settings.lease());
        due.forEach(calls::begin);
        return due.size();
    }

    @Override
    public void start() {
        running = true;
        calls.onRoom(this::wakeForRoom);
        recorder.start();
        thread.start();
    }

    /// Lets the calls under way end, and gives back the leases of those that do not, so that
    /// another replica need not wait for them to run out.
    @Override
    public void stop() {
        running = false;
        bell.signal();
        try {
            boolean _ = thread.join(LONGEST_CLAIM);
            List<OrderId> unanswered = calls.drain(shorter(settings.answerWithin(), LONGEST_DRAIN));
            recorder.stop();
            releaseSafely(unanswered);
        } catch (InterruptedException e) {
            recorder.stop();
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void releaseSafely(List<OrderId> orders) {
        try {
            payments.release(orders);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} payments wait for the end of their lease: {}", orders.size(), e.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
