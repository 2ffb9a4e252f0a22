package dev.quadrille.gateway.concurrency;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What is configured under `quadrille.requests-at-once`.
///
/// @param work requests that are not long polls
/// @param longPolls requests that wait for an order to be settled
@ConfigurationProperties("quadrille.requests-at-once")
record ConcurrencyLimitProperties(Share work, Share longPolls) {

    /// @param total of all callers together
    /// @param perCaller of one customer or operator, or of one address without a token
    record Share(int total, int perCaller) {

        ConcurrencyLimit limit() {
            return new ConcurrencyLimit(total, perCaller);
        }
    }
}
