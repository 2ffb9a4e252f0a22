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

/// The bulkhead around the calls to the provider. It limits the number of concurrent calls. A call
/// holds its permit until its result is recorded.
@Component
class ProviderCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCalls.class);

    // The limit is high because a blocked virtual thread is cheap: slow calls must not delay the
    // fast calls of other customers.
    private static final int MAX_CONCURRENT_CALLS = 256;

    private static final Duration INTERRUPTION_TIMEOUT = Duration.ofSeconds(1);

    private final PaymentProvider provider;
    private final ProviderResultRecorder recorder;
    private final OrderTraces traces;
    private final MeterRegistry meters;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT_CALLS);
    private final Set<OrderId> activeOrders = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Runnable capacityListener = () -> {};

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

    /// Registers a listener that runs when a call ends and when the provider may have recovered.
    void onCapacity(Runnable listener) {
        capacityListener = listener;
        provider.onRecovery(listener);
    }

    /// Returns the number of calls that may start: the lower of the free permits and the calls that
    /// the provider admits. Only the worker thread starts calls, so the capacity does not decrease
    /// before it uses the result.
    int capacity() {
        int free = permits.availablePermits();
        return Math.min(free, provider.admissible(MAX_CONCURRENT_CALLS - free));
    }

    /// Starts a call to the provider, within the limit that {@link #capacity} returned. The permit
    /// is released after every failure. The payment then becomes due again when its lease expires.
    void start(DuePayment due) {
        OrderId order = due.payment().orderId();
        permits.acquireUninterruptibly();
        activeOrders.add(order);
        try {
            threads.execute(() -> callAndRecord(order, due));
        } catch (RuntimeException | Error e) {
            LOG.error("Cannot start the provider call for order {}", order, e);
            end(order);
        }
    }

    private void callAndRecord(OrderId order, DuePayment due) {
        try {
            ProviderAnswer answer = traces.within(due.trace(), () -> callSafely(due.payment()));
            recorder.record(new ProviderResult(order, answer, due.trace(), () -> end(order)));
        } catch (RuntimeException | Error e) {
            LOG.error("Provider call for order {} failed", order, e);
            end(order);
        }
    }

    private void end(OrderId order) {
        activeOrders.remove(order);
        permits.release();
        capacityListener.run();
    }

    /// Calls the provider. An unexpected exception means that the outcome is unknown.
    private ProviderAnswer callSafely(Payment payment) {
        try {
            return call(payment);
        } catch (RuntimeException | Error e) {
            LOG.warn("Provider call failed: {}", e.toString());
            return new ProviderAnswer.Unknown(e.getClass().getSimpleName());
        }
    }

    private ProviderAnswer call(Payment payment) {
        return switch (payment) {
            case Payment.Attempting attempting ->
                    count("charge", provider.charge(attempting.asked()));
            case Payment.VoidDue due ->
                    count("void", provider.voidCharge(due.orderId(), due.total()));
            case Payment.None _,
                    Payment.Pending _,
                    Payment.Charged _,
                    Payment.Declined _,
                    Payment.Undone _ ->
                    throw new IllegalStateException("No provider call is due for " + payment);
        };
    }

    private ProviderAnswer count(String operation, ProviderAnswer answer) {
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

    /// Waits until all calls have ended, and interrupts the calls that exceed the timeout. No call
    /// may start after this method.
    ///
    /// @return the orders whose results are not recorded
    List<OrderId> drain(Duration timeout) throws InterruptedException {
        if (!awaitAll(timeout)) {
            threads.shutdownNow();
            boolean _ = awaitAll(INTERRUPTION_TIMEOUT);
        }
        threads.shutdownNow();
        return List.copyOf(activeOrders);
    }

    private boolean awaitAll(Duration timeout) throws InterruptedException {
        boolean idle =
                permits.tryAcquire(MAX_CONCURRENT_CALLS, timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (idle) {
            permits.release(MAX_CONCURRENT_CALLS);
        }
        return idle;
    }
}
