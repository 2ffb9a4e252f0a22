package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.client.CurrentCaller;
import dev.quadrille.gateway.loadbalancer.LoadBalancers;
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
import java.util.List;
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

    /// The same for the reserved share of operators.
    static final String OPERATORS = "operators";

    private static final Duration BULKHEAD_RETRY_AFTER = Duration.ofSeconds(1);

    private final CircuitBreakerRegistry breakers;
    private final BulkheadRegistry bulkheads;
    private final LoadBalancers balancers;
    private final CircuitBreakerTransitions transitions;
    private final Duration openDuration;
    private final Map<Upstream, RetryBudget> budgets = new EnumMap<>(Upstream.class);

    UpstreamResilience(
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            LoadBalancers balancers,
            CircuitBreakerTransitions transitions,
            ResilienceProperties properties) {
        this.breakers = breakers;
        this.bulkheads = bulkheads;
        this.balancers = balancers;
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
        List<Bulkhead> shares = shares(policy);
        Optional<Bulkhead> acquired =
                shares.stream().filter(Bulkhead::tryAcquirePermission).findFirst();
        if (acquired.isEmpty() && !shares.isEmpty()) {
            breaker.releasePermission();
            throw bulkheadFull(policy.service());
        }
        return new UpstreamCall(
                breaker,
                acquired,
                balancers.of(policy.service()),
                policy.share() != CallPolicy.Share.LONG_POLL);
    }

    RetryBudget budget(Upstream service) {
        return Objects.requireNonNull(budgets.get(service));
    }

    private CircuitBreaker breaker(Upstream service) {
        return breakers.circuitBreaker(service.processName());
    }

    /// The bulkheads that the call may use, the first one that is not full. Operators have a
    /// reserved share, which they use when customers have filled the other.
    private List<Bulkhead> shares(CallPolicy policy) {
        Bulkhead normal = bulkheads.bulkhead(policy.service().processName());
        return switch (policy.share()) {
            case NORMAL ->
                    CurrentCaller.isOperator()
                            ? List.of(normal, bulkhead(policy.service(), OPERATORS))
                            : List.of(normal);
            case FALLBACK -> List.of(bulkhead(policy.service(), FALLBACK_READS));
            case LONG_POLL -> List.of();
        };
    }

    private Bulkhead bulkhead(Upstream service, String share) {
        return bulkheads.bulkhead(service.processName() + "-" + share, share);
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
