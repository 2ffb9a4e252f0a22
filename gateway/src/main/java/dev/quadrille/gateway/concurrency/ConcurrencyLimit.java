package dev.quadrille.gateway.concurrency;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Bulkhead: permits for concurrent requests, limited in total and per caller. Resilience4j's
/// bulkhead limits the total. The requests of each caller are counted here: a bulkhead per caller
/// would stay in memory after the last request of the caller.
final class ConcurrencyLimit {

    private final int perCaller;
    private final Bulkhead bulkhead;
    private final ConcurrentMap<String, Integer> active = new ConcurrentHashMap<>();

    ConcurrencyLimit(int total, int perCaller) {
        if (total < 1 || perCaller < 1) {
            throw new IllegalArgumentException(
                    "A concurrency limit must be at least 1: total %d, per caller %d"
                            .formatted(total, perCaller));
        }
        this.perCaller = perCaller;
        this.bulkhead =
                Bulkhead.of(
                        "concurrency-limit",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(total)
                                .maxWaitDuration(Duration.ZERO)
                                .build());
    }

    enum Outcome {
        ACQUIRED,
        CALLER_LIMIT_EXCEEDED,
        TOTAL_LIMIT_EXCEEDED
    }

    /// Acquires a permit without waiting. The caller must release an acquired permit.
    Outcome tryAcquire(String caller) {
        if (active.merge(caller, 1, Integer::sum) > perCaller) {
            decrement(caller);
            return Outcome.CALLER_LIMIT_EXCEEDED;
        }
        if (!bulkhead.tryAcquirePermission()) {
            decrement(caller);
            return Outcome.TOTAL_LIMIT_EXCEEDED;
        }
        return Outcome.ACQUIRED;
    }

    void release(String caller) {
        bulkhead.onComplete();
        decrement(caller);
    }

    private void decrement(String caller) {
        active.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
