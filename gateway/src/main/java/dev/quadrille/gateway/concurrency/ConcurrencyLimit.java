package dev.quadrille.gateway.concurrency;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/// Bulkhead: permits for concurrent requests, limited in total and per caller.
final class ConcurrencyLimit {

    private final int perCaller;
    private final Semaphore permits;
    private final ConcurrentMap<String, Integer> active = new ConcurrentHashMap<>();

    ConcurrencyLimit(int total, int perCaller) {
        if (total < 1 || perCaller < 1) {
            throw new IllegalArgumentException(
                    "A concurrency limit must be at least 1: total %d, per caller %d"
                            .formatted(total, perCaller));
        }
        this.perCaller = perCaller;
        this.permits = new Semaphore(total);
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
        if (!permits.tryAcquire()) {
            decrement(caller);
            return Outcome.TOTAL_LIMIT_EXCEEDED;
        }
        return Outcome.ACQUIRED;
    }

    void release(String caller) {
        permits.release();
        decrement(caller);
    }

    private void decrement(String caller) {
        active.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
