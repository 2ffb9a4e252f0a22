package dev.quadrille.gateway.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Reports each state transition of a circuit breaker as a metric, a log line, and an event of the
/// span of the request that caused it.
@Component
public final class CircuitBreakerTransitions {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakerTransitions.class);
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("circuitbreaker.name");
    private static final AttributeKey<String> FROM = AttributeKey.stringKey("circuitbreaker.from");
    private static final AttributeKey<String> TO = AttributeKey.stringKey("circuitbreaker.to");

    private final MeterRegistry meters;
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    CircuitBreakerTransitions(MeterRegistry meters) {
        this.meters = meters;
    }

    /// The time of the last transition of a breaker; empty if it has been closed since the start.
    public Optional<Instant> last(String breaker) {
        return Optional.ofNullable(last.get(breaker));
    }

    void observe(CircuitBreaker breaker) {
        breaker.getEventPublisher().onStateTransition(event -> report(breaker, event));
    }

    private void report(CircuitBreaker breaker, CircuitBreakerOnStateTransitionEvent event) {
        String name = breaker.getName();
        String from = label(event.getStateTransition().getFromState());
        String to = label(event.getStateTransition().getToState());
        last.put(name, event.getCreationTime().toInstant());
        meters.counter("quadrille.gateway.breaker.transitions", "name", name, "to", to).increment();
        LOG.warn("Circuit breaker {}: {} -> {}", name, from, to);
        Span.current()
                .addEvent("circuit breaker " + to, Attributes.of(NAME, name, FROM, from, TO, to));
    }

    private static String label(CircuitBreaker.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
