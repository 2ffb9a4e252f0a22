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

/// Claims due payments with a lease and starts the calls to the provider, concurrently and outside
/// of any transaction. The worker claims nothing while the circuit breaker is open, so that waiting
/// payments cost no SQL statements. If the process ends before it records the result of a call, the
/// payment becomes due again when its lease expires. The idempotency key makes the second call
/// safe.
///
/// Decision record: `docs/decisions/0009-payments.md`.
@Component
class PaymentWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration MAX_CLAIM_TIME = Duration.ofSeconds(2);

    // Well below the time after which a supervisor kills a process that does not stop.
    private static final Duration MAX_DRAIN_TIME = Duration.ofSeconds(4);

    // The worker stops after the consumers, which make payments due, and before the relay, which
    // publishes the events of the recorded results.
    private static final int PHASE = (LifecyclePhases.RELAY + LifecyclePhases.CONSUMERS) / 2;

    private final Payments payments;
    private final ProviderCalls calls;
    private final ProviderResultRecorder recorder;
    private final ProviderSettings settings;
    private final WakeUpSignal wakeUp = new WakeUpSignal();
    private final AdaptiveBatchPause batchPause = new AdaptiveBatchPause();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("payment-worker").unstarted(this::work);
    private volatile boolean waitsForCapacity;
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

    /// Signals that payments have become due, so that the worker does not wait for its next poll.
    void wake() {
        wakeUp.signal();
    }

    private void wakeForCapacity() {
        if (waitsForCapacity) {
            wakeUp.signal();
        }
    }

    private void work() {
        try {
            while (running) {
                int claimed = claimSafely();
                if (claimed == 0) {
                    wakeUp.await(POLL_INTERVAL);
                } else {
                    batchPause.pauseAfter(claimed);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int claimSafely() {
        try {
            // Set before the capacity is read, so that a call that ends meanwhile wakes the worker.
            waitsForCapacity = true;
            int capacity = calls.capacity();
            waitsForCapacity = capacity == 0;
            return capacity == 0 ? 0 : claim(capacity);
        } catch (RuntimeException | Error e) {
            // Also an Error: without its worker, the process would still look healthy.
            LOG.warn("Cannot claim due payments: {}", e.toString());
            return 0;
        }
    }

    private int claim(int capacity) {
        List<DuePayment> due = payments.claim(capacity, settings.lease());
        due.forEach(calls::start);
        return due.size();
    }

    @Override
    public void start() {
        running = true;
        calls.onCapacity(this::wakeForCapacity);
        recorder.start();
        thread.start();
    }

    /// Waits for the active calls. Releases the leases of calls that do not end in time, so that
    /// another replica does not wait for these leases to expire.
    @Override
    public void stop() {
        running = false;
        wakeUp.signal();
        try {
            boolean _ = thread.join(MAX_CLAIM_TIME);
            List<OrderId> unrecorded =
                    calls.drain(shorter(settings.responseTimeout(), MAX_DRAIN_TIME));
            recorder.stop();
            releaseSafely(unrecorded);
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
                    "Cannot release {} payments before their leases expire: {}",
                    orders.size(),
                    e.toString());
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
