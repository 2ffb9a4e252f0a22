package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.upstream.Upstream;
import dev.quadrille.platform.problem.Problem;
import dev.quadrille.platform.problem.ProblemType;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The circuit breaker, the bulkheads and the retry budget of each service. Rejects a call with a
/// 503 problem if the circuit breaker is open or the bulkhead is full.
@Component
final class UpstreamResilience {

    /// Configuration of the bulkheads for fallback reads, and suffix of their names.
    static final String FALLBACK_READS = "fallback-reads";

    private static final Duration BULKHEAD_RETRY_AFTER = Duration.ofSeconds(1);

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final CircuitBreakerTransitions transitions;
    private final Duration openDuration;
    private final Map<Upstream, RetryBudget> budgets = new EnumMap<>(Upstream.class);

    UpstreamResilience(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            CircuitBreakerTransitions transitions,
            ResilienceProperties properties) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.transitions = transitions;
        this.openDuration = properties.circuitBreaker().openDuration();
        for (Upstream service : Upstream.values()) {
            transitions.observe(breaker(service));
            bulkheads.bulkhead(service.processName());
            budgets.put(service, new RetryBudget(properties.retry().budget()));
        }
    }

    /// Acquires the permits of a call. The caller must end the call.
    UpstreamCall begin(CallPolicy policy) {
        CircuitBreaker breaker = breaker(policy.service());
        if (!breaker.tryAcquirePermission()) {
            throw breakerOpen(breaker);
        }
        Optional<Bulkhead> bulkhead = bulkhead(policy);
        if (!bulkhead.map(Bulkhead::tryAcquirePermission).orElse(true)) {
            breaker.releasePermission();
            throw bulkheadFull(policy.service());
        }
        return new UpstreamCall(breaker, bulkhead, policy.share() != CallPolicy.Share.LONG_POLL);
    }

    RetryBudget budget(Upstream service) {
        return Objects.requireNonNull(budgets.get(service));
    }

    private CircuitBreaker breaker(Upstream service) {
        return breakers.circuitBreaker(service.processName());
    }

    private Optional<Bulkhead> bulkhead(CallPolicy policy) {
        String service = policy.service().processName();
        return switch (policy.share()) {
            case NORMAL -> Optional.of(bulkheads.bulkhead(service));
            case FALLBACK ->
                    Optional.of(bulkheads.bulkhead(service + "-" + FALLBACK_READS, FALLBACK_READS));
            case LONG_POLL -> Optional.empty();
        };
    }

    private Problem breakerOpen(CircuitBreaker breaker) {
        return Problem.retryLater(
                ProblemType.UNAVAILABLE,
                "%s is unavailable: its circuit breaker is open.".formatted(breaker.getName()),
                untilTrial(breaker));
    }

    private static Problem bulkheadFull(Upstream service) {
        return Problem.retryLater(
                ProblemType.UNAVAILABLE,
                "%s is overloaded: its bulkhead is full.".formatted(service.processName()),
                BULKHEAD_RETRY_AFTER);
    }

    private Duration untilTrial(CircuitBreaker breaker) {
        Instant opened = transitions.last(breaker.getName()).orElseGet(Instant::now);
        Duration remaining = Duration.between(Instant.now(), opened.plus(openDuration));
        return remaining.isNegative() ? Duration.ZERO : remaining;
    }
}
