package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.RateLimitAlgorithm.Consumption;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Distributed rate limiter with a local fallback: consumes a token from a local bucket first, then
/// from the shared one. A request that the local bucket rejects causes no load on Valkey, and the
/// local buckets are up to date when Valkey fails.
///
/// A circuit breaker skips Valkey after repeated failures. In the half-open state a background
/// thread reconnects, so that no request waits for an unavailable Valkey.
final class SharedRateLimitsWithLocalFallback implements RateLimiter.Store, AutoCloseable {

    private static final Logger LOG =
            LoggerFactory.getLogger(SharedRateLimitsWithLocalFallback.class);

    /// A single timeout does not open the circuit: a pause of this gateway may have caused it.
    private static final int FAILURE_THRESHOLD = 3;

    /// Rate limits in a store that several gateways share. Each operation throws an exception if
    /// the store does not respond within the timeout.
    interface SharedRateLimits extends RateLimiter.Store, AutoCloseable {

        /// Opens a new connection and verifies it with one operation.
        void reconnect();

        @Override
        void close();
    }

    private final RateLimiter.Store local;
    private final SharedRateLimits shared;
    private final CircuitBreaker breaker;
    private final ExecutorService reconnects =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("valkey-reconnect").factory());
    private final AtomicBoolean outageLogged = new AtomicBoolean();

    SharedRateLimitsWithLocalFallback(
            RateLimiter.Store local,
            SharedRateLimits shared,
            Duration reconnectInterval,
            MeterRegistry meters) {
        this.local = local;
        this.shared = shared;
        this.breaker = CircuitBreaker.of("valkey", breakerConfig(reconnectInterval));
        meters.gauge("quadrille.gateway.limits.shared", this, it -> it.isConnected() ? 1 : 0);
        breaker.getEventPublisher().onStateTransition(this::reconnectWhenHalfOpen);
        reconnects.execute(this::reconnect);
    }

    private static CircuitBreakerConfig breakerConfig(Duration reconnectInterval) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(FAILURE_THRESHOLD)
                .minimumNumberOfCalls(FAILURE_THRESHOLD)
                .failureRateThreshold(100)
                .waitDurationInOpenState(reconnectInterval)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(1)
                // Closed by the first connection.
                .initialState(State.HALF_OPEN)
                .build();
    }

    boolean isConnected() {
        return breaker.getState() == State.CLOSED;
    }

    @Override
    public Consumption tryConsume(RateLimiter.Key key) {
        Consumption consumption = local.tryConsume(key);
        return consumption.consumed()
                ? callShared(consumption, it -> it.tryConsume(key))
                : consumption;
    }

    @Override
    public void returnToken(RateLimiter.Key key) {
        local.returnToken(key);
        callShared(
                true,
                it -> {
                    it.returnToken(key);
                    return true;
                });
    }

    private <T> T callShared(T fallback, Function<RateLimiter.Store, T> operation) {
        // The only call that the half-open state permits is the reconnect.
        if (!isConnected()) {
            return fallback;
        }
        try {
            return breaker.executeSupplier(() -> operation.apply(shared));
        } catch (CallNotPermittedException _) {
            return fallback;
        } catch (RuntimeException failure) {
            if (!isConnected()) {
                logOutage(failure);
            }
            return fallback;
        }
    }

    private void reconnectWhenHalfOpen(CircuitBreakerOnStateTransitionEvent event) {
        if (event.getStateTransition().getToState() == State.HALF_OPEN) {
            reconnects.execute(this::reconnect);
        }
    }

    private void reconnect() {
        try {
            breaker.executeRunnable(() -> {
                shared.reconnect();
                outageLogged.set(false);
                LOG.info("Valkey is available: rate limits are shared between gateways");
            });
        } catch (RuntimeException unavailable) {
            logOutage(unavailable);
        }
    }

    private void logOutage(RuntimeException cause) {
        if (!outageLogged.getAndSet(true)) {
            LOG.warn(
                    "Valkey is unavailable: rate limits are local to this gateway: {}", "" + cause);
        }
    }

    @Override
    public void close() {
        // Ends the automatic transitions, which start reconnects.
        breaker.transitionToForcedOpenState();
        reconnects.shutdownNow();
        // Waits for a reconnect in progress, which must not use the store after it is closed.
        reconnects.close();
        shared.close();
    }
}
