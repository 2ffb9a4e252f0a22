package dev.quadrille.gateway.operator;

import dev.quadrille.gateway.resilience.CircuitBreakerTransitions;
import dev.quadrille.platform.security.Caller;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows the circuit breakers of this gateway.
@RestController
class BreakersController implements BreakersApi {

    private final CircuitBreakerRegistry breakers;
    private final CircuitBreakerTransitions transitions;

    BreakersController(CircuitBreakerRegistry breakers, CircuitBreakerTransitions transitions) {
        this.breakers = breakers;
        this.transitions = transitions;
    }

    @Override
    @GetMapping(path = "/api/breakers", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize(Caller.IS_OPERATOR)
    public ResponseEntity<Breakers> breakers() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(
                        new Breakers(
                                breakers.getAllCircuitBreakers().stream()
                                        .sorted(Comparator.comparing(CircuitBreaker::getName))
                                        .map(this::breaker)
                                        .toList()));
    }

    private Breaker breaker(CircuitBreaker breaker) {
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        return new Breaker(
                breaker.getName(),
                breaker.getState().name(),
                rate(metrics.getFailureRate()),
                rate(metrics.getSlowCallRate()),
                metrics.getNumberOfBufferedCalls(),
                metrics.getNumberOfFailedCalls(),
                metrics.getNumberOfSlowCalls(),
                metrics.getNumberOfNotPermittedCalls(),
                transitions.last(breaker.getName()).orElse(null));
    }

    /// Resilience4j returns -1 before the minimum number of calls.
    private static @Nullable Float rate(float percentage) {
        return percentage < 0 ? null : percentage;
    }
}
