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

/// Wraps each call to the provider in a circuit breaker and one retry with backoff and jitter. The
/// time limit is the HTTP client's own. Retrying is safe, since the key makes every call
/// idempotent. The bulkhead is around the whole, in the worker, which claims only what it can call.
final class ResilientProviderCalls {

    private static final String NAME = "payment-provider";
    private static final int MOST_CALLS = 256;
    private static final int PROBES = 5;

    private static final RetryConfig ONCE_MORE =
            RetryConfig.custom()
                    .maxAttempts(2)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(100, 2, 0.5))
                    .retryExceptions(RestClientException.class)
                    .ignoreExceptions(HttpClientErrorException.class)
                    .build();

    private final CircuitBreaker breaker;
    private final Retry retry;
    private final RecoveryRamp ramp = new RecoveryRamp(MOST_CALLS, System::nanoTime);

    ResilientProviderCalls(ProviderSettings settings, MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(health(settings));
        RetryRegistry retries = RetryRegistry.of(ONCE_MORE);
        breaker = breakers.circuitBreaker(NAME);
        retry = retries.retry(NAME);
        breaker.getEventPublisher().onStateTransition(this::rampUpAfterAnOutage);
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

    /// @throws NotCalled if the circuit breaker refused the call before its first attempt
    <T> T call(Supplier<T> call) {
        AtomicBoolean called = new AtomicBoolean();
        try {
            return guarded(() -> {
                called.set(true);
                return call.get();
            });
        } catch (CallNotPermittedException refused) {
            throw called.get() ? refused : new NotCalled(refused);
        }
    }

    private <T> T guarded(Supplier<T> call) {
        return retry.executeSupplier(() -> breaker.executeSupplier(call));
    }

    /// The circuit breaker refused a call, so the provider cannot have received it.
    @SuppressWarnings("serial") // never serialized
    static final class NotCalled extends RuntimeException {
        NotCalled(RuntimeException refused) {
            super(refused.getMessage(), refused);
        }
    }
}
