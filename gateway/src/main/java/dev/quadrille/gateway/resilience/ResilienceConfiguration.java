package dev.quadrille.gateway.resilience;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The circuit breakers, bulkheads and retries of all services, and their metrics.
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {

    /// The transition to half-open is caused by a request, so that it appears in a trace.
    @Bean
    CircuitBreakerRegistry circuitBreakers(ResilienceProperties properties, MeterRegistry meters) {
        ResilienceProperties.CircuitBreaker settings = properties.circuitBreaker();
        CircuitBreakerRegistry breakers =
                CircuitBreakerRegistry.of(
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(settings.slidingWindow())
                                .minimumNumberOfCalls(settings.minimumCalls())
                                .failureRateThreshold(settings.failureRate())
                                .slowCallRateThreshold(settings.slowCallRate())
                                .slowCallDurationThreshold(settings.slowCall())
                                .waitDurationInOpenState(settings.openDuration())
                                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers;
    }

    @Bean
    BulkheadRegistry bulkheads(ResilienceProperties properties, MeterRegistry meters) {
        BulkheadRegistry bulkheads =
                BulkheadRegistry.of(bulkhead(properties.bulkhead().perService()));
        bulkheads.addConfiguration(
                UpstreamResilience.FALLBACK_READS, bulkhead(properties.bulkhead().fallbackReads()));
        bulkheads.addConfiguration(
                UpstreamResilience.OPERATORS, bulkhead(properties.bulkhead().operators()));
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
        return bulkheads;
    }

    private static BulkheadConfig bulkhead(int calls) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(calls)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }

    @Bean
    RetryRegistry retries(ResilienceProperties properties, MeterRegistry meters) {
        ResilienceProperties.Retry settings = properties.retry();
        RetryRegistry retries =
                RetryRegistry.of(
                        RetryConfig.<CallAttempt>custom()
                                .maxAttempts(settings.maxAttempts())
                                .intervalFunction(fullJitter(settings))
                                .retryOnResult(CallAttempt::repeat)
                                // A failed call is a result; an exception is a rejection or a bug.
                                .retryOnException(_ -> false)
                                .build());
        TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
        return retries;
    }

    /// Exponential backoff with full jitter: a random wait between zero and the backoff, so that
    /// calls that failed at the same time are not repeated at the same time.
    static IntervalFunction fullJitter(ResilienceProperties.Retry settings) {
        IntervalFunction backoff =
                IntervalFunction.ofExponentialBackoff(settings.initialBackoff(), 2);
        return attempt -> ThreadLocalRandom.current().nextLong(backoff.apply(attempt) + 1);
    }
}
