package dev.quadrille.gateway.concurrency;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Limits for concurrent requests.
///
/// @param work requests that are not long polls
/// @param longPolls requests that wait for an order to settle
/// @param operators reserved for operators, in addition to the limits for all
@ConfigurationProperties("quadrille.concurrency-limit")
record ConcurrencyLimitProperties(Work work, LongPolls longPolls, int operators) {

    /// @param total for all callers together
    /// @param reservedForOrders out of the total, for new orders only
    /// @param perCaller for one customer or operator, or one client address without a token
    record Work(int total, int reservedForOrders, int perCaller) {

        ConcurrencyLimit toConcurrencyLimit() {
            return new ConcurrencyLimit(total, reservedForOrders, perCaller);
        }
    }

    /// @param total for all callers together
    /// @param perCaller for one customer or operator
    record LongPolls(int total, int perCaller) {

        ConcurrencyLimit toConcurrencyLimit() {
            return new ConcurrencyLimit(total, 0, perCaller);
        }
    }
}
