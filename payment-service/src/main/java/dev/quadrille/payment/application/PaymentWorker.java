package dev.quadrille.payment.application;

import dev.quadrille.messaging.Bell;
import dev.quadrille.messaging.Pace;
import dev.quadrille.messaging.lease.LeasePhases;
import dev.quadrille.orderflow.value.OrderId;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Claims payments that are due and has the provider asked about them, many at a time, outside of
/// any transaction. While the provider cannot be expected to answer, it claims nothing: what waits
/// costs no statements. What it has claimed and not recorded when it dies becomes due again by
/// itself; the provider answers a repeated question as the first time.
@Component
class PaymentWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);
    private static final Duration IDLE_LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_CLAIM = Duration.ofSeconds(2);

    // Far below the time after which a supervisor kills a process that was told to stop.
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(4);

    // Stops after the consumers, which hand over payments until they end, and before the relay,
    // which publishes what is recorded here.
    private static final int PHASE = (LeasePhases.RELAY + LeasePhases.CONSUMERS) / 2;

    private final Payments payments;
    private final ProviderCalls calls;
    private final AnswerRecorder recorder;
    private final ProviderSettings settings;
    private final Bell bell = new Bell();
    private final Pace pace = new Pace();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("payment-worker").unstarted(this::work);
    private volatile boolean waitsForRoom;
    private volatile boolean running;

    PaymentWorker(
            Payments payments,
            ProviderCalls calls,
            AnswerRecorder recorder,
            ProviderSettings settings) {
        this.payments = payments;
        this.calls = calls;
        this.recorder = recorder;
        this.settings = settings;
    }

    /// Tells the worker that payments have become due, so that it need not wait for its next look.
    void wake() {
        bell.ring();
    }

    private void wakeForRoom() {
        if (waitsForRoom) {
            bell.ring();
        }
    }

    private void work() {
        try {
            while (running) {
                pace.begin();
                if (claimSafely() == 0) {
                    bell.await(IDLE_LOOK);
                } else {
                    pace.rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int claimSafely() {
        try {
            // Before the permits are taken, so that one that comes back meanwhile wakes the worker.
            waitsForRoom = true;
            int room = calls.takeAll();
            waitsForRoom = room == 0;
            return room == 0 ? 0 : claim(room);
        } catch (RuntimeException | Error e) {
            // An Error too: a worker that ended would leave a process that looks healthy.
            LOG.warn("cannot look for due payments now: {}", e.toString());
            return 0;
        }
    }

    private int claim(int room) {
        int unused = room;
        try {
            List<DuePayment> due = payments.claim(room, settings.lease());
            unused -= due.size();
            due.forEach(calls::begin);
            return due.size();
        } finally {
            calls.giveBack(unused);
        }
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
        bell.ring();
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
