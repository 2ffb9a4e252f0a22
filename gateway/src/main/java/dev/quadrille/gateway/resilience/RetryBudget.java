package dev.quadrille.gateway.resilience;

import java.util.concurrent.atomic.AtomicLong;

/// Retry budget of one service: limits retries to a share of the calls, so that retries cannot
/// multiply the load of a failing service. Each call adds a fraction of a retry. At most {@link
/// #CAPACITY} retries are saved up.
final class RetryBudget {

    private static final long CAPACITY = 10;
    private static final long ONE_RETRY = 1000;

    private final long perCall;

    /// In thousandths of a retry. Starts with one retry, so that a first failed call is repeated.
    private final AtomicLong balance = new AtomicLong(ONE_RETRY);

    /// @param share retries per call, such as 0.1
    RetryBudget(double share) {
        this.perCall = Math.round(share * ONE_RETRY);
    }

    void addCall() {
        balance.updateAndGet(it -> Math.min(it + perCall, CAPACITY * ONE_RETRY));
    }

    /// Takes a retry from the budget, if there is one.
    boolean tryRetry() {
        long before = balance.getAndUpdate(it -> it >= ONE_RETRY ? it - ONE_RETRY : it);
        return before >= ONE_RETRY;
    }
}
