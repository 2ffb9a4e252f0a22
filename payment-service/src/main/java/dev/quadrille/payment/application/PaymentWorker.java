package dev.quadrille.payment.application;

import dev.quadrille.messaging.Bell;
import dev.quadrille.messaging.Pace;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Asks the provider about all payments that are due, many at a time, outside of any transaction.
/// What it has claimed and not recorded when it dies becomes due again by itself; the provider
/// answers a repeated question as the first time.
@Component
class PaymentWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentWorker.class);

    // Virtual threads wait cheaply: slow calls must not keep the quick ones of other customers
    // waiting.
    private static final int CALLS_AT_ONCE = 256;

    private static final Duration IDLE_LOOK = Duration.ofMillis(250);

    private final Payments payments;
    private final Provider provider;
    private final AnswerRecorder recorder;
    private final ProviderSettings settings;
    private final OrderTraces traces;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(CALLS_AT_ONCE);
    private final Bell bell = new Bell();
    private final Pace pace = new Pace();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("payment-worker").unstarted(this::work);
    private volatile boolean running;

    PaymentWorker(
            Payments payments,
            Provider provider,
            AnswerRecorder recorder,
            ProviderSettings settings,
            OrderTraces traces,
            MeterRegistry meters) {
        this.payments = payments;
        this.provider = provider;
        this.recorder = recorder;
        this.settings = settings;
        this.traces = traces;
        this.meters = meters;
    }

    /// Tells the worker that payments have become due, so that it need not wait for its next look.
    void wake() {
        bell.ring();
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
            int free = room.drainPermits();
            List<DuePayment> due = claim(free);
            giveRoom(free - due.size());
            due.forEach(this::call);
            return due.size();
        } catch (RuntimeException | Error e) {
            // An Error too: a worker that ended would leave a process that looks healthy.
            LOG.warn("cannot look for due payments now: {}", e.toString());
            return 0;
        }
    }

    private List<DuePayment> claim(int limit) {
        try {
            return limit == 0 ? List.of() : payments.claim(limit, settings.lease());
        } catch (RuntimeException | Error e) {
            giveRoom(limit);
            throw e;
        }
    }

    /// Takes room for one call, if there is any.
    boolean makeRoom() {
        return room.tryAcquire();
    }

    void giveRoom(int count) {
        room.release(count);
    }

    /// Asks about a payment for which room was made.
    void call(DuePayment due) {
        calls.execute(() -> {
            ProviderAnswer answer = traces.within(due.trace(), () -> askSafely(due.payment()));
            recorder.record(
                    new Answered(due.payment().orderId(), answer, due.trace(), this::recorded));
        });
    }

    private void recorded() {
        boolean wasFull = room.availablePermits() == 0;
        giveRoom(1);
        if (wasFull) {
            bell.ring();
        }
    }

    /// Whatever goes wrong with a question, its room must come back, and its outcome is not known.
    private ProviderAnswer askSafely(Payment payment) {
        try {
            return ask(payment);
        } catch (RuntimeException | Error e) {
            LOG.warn("a question to the provider failed: {}", e.toString());
            return new ProviderAnswer.Unknown(e.getClass().getSimpleName());
        }
    }

    private ProviderAnswer ask(Payment payment) {
        return switch (payment) {
            case Payment.Attempting attempting ->
                    counted("charge", provider.charge(attempting.asked()));
            case Payment.VoidDue due ->
                    counted("void", provider.voidCharge(due.orderId(), due.total()));
            case Payment.None _,
                    Payment.Pending _,
                    Payment.Charged _,
                    Payment.Declined _,
                    Payment.Undone _ ->
                    throw new IllegalStateException("nothing to ask about " + payment);
        };
    }

    private ProviderAnswer counted(String operation, ProviderAnswer answer) {
        String outcome =
                switch (answer) {
                    case ProviderAnswer.Charged _ -> "charged";
                    case ProviderAnswer.Declined _ -> "declined";
                    case ProviderAnswer.Voided _ -> "voided";
                    case ProviderAnswer.Unknown _ -> "unknown";
                };
        meters.counter("quadrille.payments.asked", "operation", operation, "outcome", outcome)
                .increment();
        return answer;
    }

    @Override
    public void start() {
        running = true;
        recorder.start();
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        bell.ring();
        calls.shutdownNow();
        recorder.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
