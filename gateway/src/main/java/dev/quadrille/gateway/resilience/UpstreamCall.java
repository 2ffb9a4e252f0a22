package dev.quadrille.gateway.resilience;

import dev.quadrille.gateway.loadbalancer.LoadBalancer;
import dev.quadrille.gateway.loadbalancer.LoadBalancer.InstanceCall;
import dev.quadrille.gateway.loadbalancer.ServiceInstance;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerResponse;

/// A call in progress, from the request until the end of the response body. It holds a permit of
/// the circuit breaker and of the bulkhead. The first result ends it; later results are ignored.
final class UpstreamCall {

    private final CircuitBreaker breaker;
    private final Optional<Bulkhead> bulkhead;
    private final boolean canBeSlow;
    private final long start = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final LoadBalancer balancer;
    private volatile @Nullable ServiceInstance instance;

    /// Time until the response began. A slow client does not make a call slow.
    private volatile long nanos;

    /// Both permits must have been acquired.
    UpstreamCall(
            CircuitBreaker breaker,
            Optional<Bulkhead> bulkhead,
            LoadBalancer balancer,
            boolean canBeSlow) {
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.balancer = balancer;
        this.canBeSlow = canBeSlow;
    }

    /// Sends the call to an instance, also in place of the previous one.
    ServerResponse send(Set<ServiceInstance> tried, InstanceCall<ServerResponse> call)
            throws Exception {
        return balancer.call(
                tried,
                next -> {
                    moveTo(next);
                    return call.send(next);
                });
    }

    void responseBegins() {
        nanos = canBeSlow ? System.nanoTime() - start : 0;
    }

    void succeed() {
        if (end()) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /// The failure of an instance that has been removed says nothing about the others.
    void fail(Throwable failure) {
        ServiceInstance failed = instance;
        if (failed != null && balancer.hasRemoved(failed)) {
            cancel();
        } else if (end()) {
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
            moveTo(null);
        }
        return first;
    }

    private void moveTo(@Nullable ServiceInstance next) {
        ServiceInstance previous = instance;
        if (previous != null) {
            previous.end();
        }
        instance = next;
        if (next != null) {
            next.begin();
        }
    }
}
