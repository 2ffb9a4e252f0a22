package dev.quadrille.payment.provider;

import dev.quadrille.payment.application.ProviderSettings;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/// Wraps each call to the provider in a circuit breaker and one retry with exponential backoff and
/// jitter. The HTTP client enforces the timeout. The retry is safe because the idempotency key
/// makes each call idempotent. The bulkhead is in {@link dev.quadrille.payment.application}: the
/// worker claims only as many payments as it may call the provider for.
final class ResilientProviderCalls {

    private static final String NAME = "payment-provider";
    private static final int MAX_CONCURRENT_CALLS = 256;
    private static final int PROBES = 5;

    private static final RetryConfig SINGLE_RETRY =
            RetryConfig.custom()
                    .maxAttempts(2)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(100, 2, 0.5))
                    .retryExceptions(RestClientException.class)
                    .ignoreExceptions(HttpClientErrorException.class)
                    .build();

    private final CircuitBreaker breaker;
    private final Retry retry;
    private final RecoveryRamp ramp = new RecoveryRamp(MAX_CONCURRENT_CALLS, System::nanoTime);

    ResilientProviderCalls(ProviderSettings settings, MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(breakerConfig(settings));
        RetryRegistry retries = RetryRegistry.of(SINGLE_RETRY);
        breaker = breakers.circuitBreaker(NAME);
        retry = retries.retry(NAME);
        breaker.getEventPublisher().onStateTransition(this::startRampWhenClosed);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    }

    // A client error (4xx) does not indicate that the provider is unhealthy.
    private static CircuitBreakerConfig breakerConfig(ProviderSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .waitDurationInOpenState(settings.openFor())
                // Without a call, because the worker makes no calls while the breaker is open.
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreExceptions(HttpClientErrorException.class)
                .build();
    }

    private void startRampWhenClosed(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == CircuitBreaker.State.CLOSED) {
            ramp.begin();
        }
    }

    /// Returns the number of additional calls that may start. In the half-open state, the next
    /// probes start only when no call is active: the breaker then has all results and leaves the
    /// state.
    int admissible(int activeCalls) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 0;
            case HALF_OPEN -> activeCalls == 0 ? PROBES : 0;
            case CLOSED, DISABLED, METRICS_ONLY -> Math.max(0, ramp.limit() - activeCalls);
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

    /// @throws NotCalled if the circuit breaker rejected the first attempt
    <T> T call(Supplier<T> call) {
        AtomicBoolean called = new AtomicBoolean();
        try {
            return execute(() -> {
                called.set(true);
                return call.get();
            });
        } catch (CallNotPermittedException rejected) {
            throw called.get() ? rejected : new NotCalled(rejected);
        }
    }

    private <T> T execute(Supplier<T> call) {
        return retry.executeSupplier(() -> breaker.executeSupplier(call));
    }

    /// The circuit breaker rejected the call, so the provider cannot have received a request.
    @SuppressWarnings("serial") // never serialized
    static final class NotCalled extends RuntimeException {
        NotCalled(RuntimeException rejected) {
            super(rejected.getMessage(), rejected);
        }
    }
}
