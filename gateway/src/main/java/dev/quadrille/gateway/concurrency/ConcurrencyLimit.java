package dev.quadrille.gateway.concurrency;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

/// Permits for work that is under way at the same time: so many in all, and so many of them for one
/// owner.
final class ConcurrencyLimit {

    private final int perOwner;
    private final Semaphore permits;
    private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

    ConcurrencyLimit(int total, int perOwner) {
        if (total < 1 || perOwner < 1) {
            throw new IllegalArgumentException(
                    "a concurrency limit must be at least 1, not " + total + ", " + perOwner);
        }
        this.perOwner = perOwner;
        this.permits = new Semaphore(total);
    }

    /// What came of an attempt to take a permit.
    enum Outcome {
        GRANTED,
        /// The owner has all that one owner may have.
        OWNER_AT_LIMIT,
        /// All permits are taken.
        NONE_LEFT
    }

    /// Takes a permit, if there is one, which must be given back then.
    Outcome take(String owner) {
        if (taken.merge(owner, 1, Integer::sum) > perOwner) {
            forget(owner);
            return Outcome.OWNER_AT_LIMIT;
        }
        if (!permits.tryAcquire()) {
            forget(owner);
            return Outcome.NONE_LEFT;
        }
        return Outcome.GRANTED;
    }

    void giveBack(String owner) {
        permits.release();
        forget(owner);
    }

    private void forget(String owner) {
        taken.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
    }
}
