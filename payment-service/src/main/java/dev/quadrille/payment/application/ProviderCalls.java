package dev.quadrille.payment.application;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The calls to the provider that are under way, bounded by a bulkhead. A call holds its permit
/// until its answer is recorded.
@Component
class ProviderCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

    // Virtual threads wait cheaply: slow calls must not keep the quick ones of other customers
    // waiting.
    private static final int AT_ONCE = 256;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final PaymentProvider provider;
    private final ProviderResultRecorder recorder;
    private final OrderTraces traces;
    private final MeterRegistry meters;
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Set<OrderId> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Runnable whenOneEnds = () -> {};

    ProviderCalls(
            PaymentProvider provider,
            ProviderResultRecorder recorder,
            OrderTraces traces,
            MeterRegistry meters) {
        this.provider = provider;
        this.recorder = recorder;
        this.traces = traces;
        this.meters = meters;
    }

    /// Registers what runs when a call has ended, and when the provider may have recovered.
    void onRoom(Runnable listener) {
        whenOneEnds = listener;
        provider.onRecovery(listener);
    }

    /// How many calls may begin now: as many as the bulkhead has room for and the provider can be
    /// expected to answer. Only the caller begins calls, so the room does not shrink meanwhile.
    int room() {
        int free = permits.availablePermits();
        return Math.min(free, provider.admissible(AT_ONCE - free));
    }

    /// Calls the provider about a payment, within the room that {@link #room} has promised. The
    /// permit is given back whatever fails; the payment becomes due again when its lease ends.
    void begin(DuePayment due) {
        OrderId order = due.payment().orderId();
        permits.acquireUninterruptibly();
        underWay.add(order);
        try {
            threads.execute(() -> askAndRecord(order, due));
        } catch (RuntimeException | Error e) {
            LOG.error("no call to the provider can be made about {}", order, e);
            end(order);
        }
    }

    private void askAndRecord(OrderId order, DuePayment due) {
        try {
            ProviderAnswer answer = traces.within(due.trace(), () -> askSafely(due.payment()));
            recorder.record(new ProviderResult(order, answer, due.trace(), () -> end(order)));
        } catch (RuntimeException | Error e) {
            LOG.error("the call to the provider about {} failed", order, e);
            end(order);
        }
    }

    private void end(OrderId order) {
        underWay.remove(order);
        permits.release();
        whenOneEnds.run();
    }

    /// A question that fails has an unknown outcome.
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
                    case ProviderAnswer.NotCalled _ -> "not-called";
                };
        meters.counter("quadrille.payments.asked", "operation", operation, "outcome", outcome)
                .increment();
        return answer;
    }

    /// Waits until no call is under way, then interrupts those that still are. No call may begin
    /// any more.
    ///
    /// @return the orders of the calls whose answers are not recorded
    List<OrderId> drain(Duration atMost) throws InterruptedException {
        if (!awaitAll(atMost)) {
            threads.shutdownNow();
            boolean _ = awaitAll(LAST_ANSWERS);
        }
        threads.shutdownNow();
        return List.copyOf(underWay);
    }

    private boolean awaitAll(Duration atMost) throws InterruptedException {
        boolean idle = permits.tryAcquire(AT_ONCE, atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (idle) {
            permits.release(AT_ONCE);
        }
        return idle;
    }
}
