package dev.quadrille.gateway.ratelimit.bucket;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Rates of all kinds of rate limits, and where the token buckets are stored.
///
/// @param localBuckets the maximum number of token buckets in memory
@ConfigurationProperties("quadrille.rate-limit")
public record RateLimitProperties(
        Rate customer, Rate anonymous, Rate credentials, int localBuckets, Valkey valkey) {

    public Rate of(RateLimitKind kind) {
        return switch (kind) {
            case CUSTOMER -> customer;
            case ANONYMOUS -> anonymous;
            case CREDENTIALS -> credentials;
        };
    }

    Duration longestRefillTime() {
        return Stream.of(customer, anonymous, credentials)
                .map(Rate::refillTime)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /// The store for shared token buckets.
    ///
    /// @param url `redis://host:port`; blank if gateways do not share their buckets
    /// @param responseTimeout how long a request waits for Valkey
    /// @param reconnectInterval time between attempts to reconnect
    record Valkey(String url, Duration responseTimeout, Duration reconnectInterval) {

        Optional<String> configuredUrl() {
            return Optional.of(url).filter(it -> !it.isBlank());
        }
    }
}
