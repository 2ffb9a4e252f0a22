package dev.quadrille.payment.provider;

import dev.quadrille.payment.application.ProviderSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/// What stands around each call to the provider, from the inside out: a bulkhead, a circuit
/// breaker, and one more try with backoff and jitter. The time limit is the HTTP client's own.
/// Repeating is safe, since the key makes every call idempotent.
final class ProviderGuard {

    private static final String NAME = "payment-provider";

    private static final BulkheadConfig AT_ONCE =
            BulkheadConfig.custom().maxConcurrentCalls(256).maxWaitDuration(Duration.ZERO).build();

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

    ProviderGuard(ProviderSettings settings, MeterRegistry meters) {
        BulkheadRegistry bulkheads = BulkheadRegistry.of(AT_ONCE);
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(health(settings));
        RetryRegistry retries = RetryRegistry.of(ONCE_MORE);
        bulkhead = bulkheads.bulkhead(NAME);
        breaker = breakers.circuitBreaker(NAME);
        retry = retries.retry(NAME);
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
                .permittedNumberOfCallsInHalfOpenState(5)
                .ignoreExceptions(HttpClientErrorException.class)
                .build();
    }

    <T> T call(Supplier<T> call) {
        return retry.executeSupplier(
                () -> breaker.executeSupplier(() -> bulkhead.executeSupplier(call)));
    }
}
