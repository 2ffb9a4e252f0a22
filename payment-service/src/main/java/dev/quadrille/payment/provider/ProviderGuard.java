package dev.quadrille.payment.provider;

import dev.quadrille.payment.application.ProviderSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/// What stands around each call to the provider, from the inside out: a bulkhead, a circuit
/// breaker, and one retry with backoff and jitter. The time limit is the HTTP client's own.
/// Retrying is safe, since the key makes every call idempotent.
final class ProviderGuard {

    private static final String NAME = "payment-provider";
    private static final int MOST_CALLS = 256;
    private static final int PROBES = 5;

    private static final BulkheadConfig AT_ONCE =
            BulkheadConfig.custom()
                    .maxConcurrentCalls(MOST_CALLS)
                    .maxWaitDuration(Duration.ZERO)
                    .build();

    private static final RetryConfig ONCE_MORE =
            RetryConfig.custom()
                    .maxAttempts(2)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(100, 2, 0.5))
                    .retryExceptions(RestClientException.class)
                    .ignoreExceptions(HttpClientErrorException.class)
                    .build();

    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final Retry retry;
    private final RecoveryRamp ramp = new RecoveryRamp(MOST_CALLS, System::nanoTime);

    ProviderGuard(ProviderSettings settings, MeterRegistry meters) {
        BulkheadRegistry bulkheads = BulkheadRegistry.of(AT_ONCE);
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(health(settings));
        RetryRegistry retries = RetryRegistry.of(ONCE_MORE);
        bulkhead = bulkheads.bulkhead(NAME);
        breaker = breakers.circuitBreaker(NAME);
        retry = retries.retry(NAME);
        breaker.getEventPublisher().onStateTransition(this::rampUpAfterAnOutage);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    // A refusal of ours (4xx) says nothing about the provider's health.
    private static CircuitBreakerConfig health(ProviderSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .waitDurationInOpenState(settings.openFor())
                // By itself, so that the worker learns when it may probe.
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreExceptions(HttpClientErrorException.class)
                .build();
    }

    private void rampUpAfterAnOutage(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == CircuitBreaker.State.CLOSED) {
            ramp.begin();
        }
    }

    /// How many more calls may begin beside those under way. Probes wait for the calls before them:
    /// when all of them have ended, the breaker has decided.
    int admissible(int underWay) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 0;
            case HALF_OPEN -> underWay == 0 ? PROBES : 0;
            case CLOSED, DISABLED, METRICS_ONLY -> Math.max(0, ramp.limit() - underWay);
        };
    }

    void onRecovery(Runnable listener) {
        breaker.getEventPublisher()
                .onStateTransition(event -> {
                    if (event.getStateTransition().getToState() != CircuitBreaker.State.OPEN) {
                        listener.run();
                    }
                });
    }

    /// @throws NotCalled if a local limit refused the call before its first attempt
    <T> T call(Supplier<T> call) {
        AtomicBoolean called = new AtomicBoolean();
        try {
            return guarded(() -> {
                called.set(true);
                return call.get();
            });
        } catch (CallNotPermittedException | BulkheadFullException refused) {
            throw called.get() ? refused : new NotCalled(refused);
        }
    }

    private <T> T guarded(Supplier<T> call) {
        return retry.executeSupplier(
                () -> breaker.executeSupplier(() -> bulkhead.executeSupplier(call)));
    }

    /// A local limit refused a call, so the provider cannot have received it.
    @SuppressWarnings("serial") // never serialized
    static final class NotCalled extends RuntimeException {
        NotCalled(RuntimeException refused) {
            super(refused.getMessage(), refused);
        }
    }
}
