package dev.quadrille.gateway.concurrency;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Limits for concurrent requests.
///
/// @param work requests that are not long polls
/// @param longPolls requests that wait for an order to settle
@ConfigurationProperties("quadrille.concurrency-limit")
record ConcurrencyLimitProperties(Limits work, Limits longPolls) {

    /// @param total for all callers together
    /// @param perCaller for one customer or operator, or one client address without a token
    record Limits(int total, int perCaller) {

        ConcurrencyLimit toConcurrencyLimit() {
            return new ConcurrencyLimit(total, perCaller);
        }
    }
}
