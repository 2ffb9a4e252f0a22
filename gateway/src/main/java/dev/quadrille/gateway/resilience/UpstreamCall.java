package dev.quadrille.gateway.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A call in progress, from the request until the end of the response body. It holds a permit of
/// the circuit breaker and of the bulkhead. The first result ends it; later results are ignored.
final class UpstreamCall {

    private final CircuitBreaker breaker;
    private final Optional<Bulkhead> bulkhead;
    private final boolean canBeSlow;
    private final long start = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// Time until the response began. A slow client does not make a call slow.
    private volatile long nanos;

    /// Both permits must have been acquired.
    UpstreamCall(CircuitBreaker breaker, Optional<Bulkhead> bulkhead, boolean canBeSlow) {
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.canBeSlow = canBeSlow;
    }

    void responseBegins() {
        nanos = canBeSlow ? System.nanoTime() - start : 0;
    }

    void succeed() {
        if (end()) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void fail(Throwable failure) {
        if (end()) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failure);
        }
    }

    /// The call says nothing about the service.
    void cancel() {
        if (end()) {
            breaker.releasePermission();
        }
    }

    private boolean end() {
        boolean first = !ended.getAndSet(true);
        if (first) {
            bulkhead.ifPresent(Bulkhead::onComplete);
        }
        return first;
    }
}
