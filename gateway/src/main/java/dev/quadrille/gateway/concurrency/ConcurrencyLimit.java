package dev.quadrille.gateway.concurrency;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Bulkhead: permits for concurrent requests, limited in total and per caller. Resilience4j's
/// bulkheads limit the total. The requests of each caller are counted here: a bulkhead per caller
/// would stay in memory after the last request of the caller.
///
/// Some permits are reserved for new orders, so that under overload all other requests are rejected
/// first.
final class ConcurrencyLimit {

    private final int perCaller;
    private final Bulkhead all;

    /// Requests other than new orders. Each also has a permit of {@link #all}.
    private final Bulkhead others;

    private final ConcurrentMap<String, Integer> active = new ConcurrentHashMap<>();

    /// @param total requests of all callers
    /// @param reservedForOrders permits out of the total that only new orders use
    /// @param perCaller requests of one caller
    ConcurrencyLimit(int total, int reservedForOrders, int perCaller) {
        if (perCaller < 1 || reservedForOrders < 0 || total <= reservedForOrders) {
            throw new IllegalArgumentException(
                    "A concurrency limit must be at least 1: total %d, of which for orders %d, per caller %d"
                            .formatted(total, reservedForOrders, perCaller));
        }
        this.perCaller = perCaller;
        this.all = bulkhead(total);
        this.others = bulkhead(total - reservedForOrders);
    }

    private static Bulkhead bulkhead(int permits) {
        return Bulkhead.of(
                "concurrency-limit",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(permits)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    enum Priority {
        NEW_ORDER,
        OTHER
    }

    enum Outcome {
        ACQUIRED,
        CALLER_LIMIT_EXCEEDED,
        TOTAL_LIMIT_EXCEEDED
    }

    /// Acquires a permit without waiting. The caller must release an acquired permit.
    Outcome tryAcquire(String caller, Priority priority) {
        if (active.merge(caller, 1, Integer::sum) > perCaller) {
            decrement(caller);
            return Outcome.CALLER_LIMIT_EXCEEDED;
        }
        if (!tryAcquire(priority)) {
            decrement(caller);
            return Outcome.TOTAL_LIMIT_EXCEEDED;
        }
        return Outcome.ACQUIRED;
    }

    private boolean tryAcquire(Priority priority) {
        if (priority == Priority.OTHER && !others.tryAcquirePermission()) {
            return false;
        }
        boolean acquired = all.tryAcquirePermission();
        if (!acquired && priority == Priority.OTHER) {
            others.onComplete();
        }
        return acquired;
    }

    void release(String caller, Priority priority) {
        all.onComplete();
        if (priority == Priority.OTHER) {
            others.onComplete();
        }
        decrement(caller);
    }

    private void decrement(String caller) {
        active.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
