package dev.quadrille.gateway.ratelimit;

import dev.quadrille.gateway.ratelimit.algorithm.Rate;
import dev.quadrille.gateway.ratelimit.algorithm.RateLimitAlgorithm;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Rates of all kinds of rate limits, their algorithm, and where the limits are stored.
///
/// @param algorithm the same for all kinds; limits are shared by Valkey as token buckets only
/// @param localBuckets the maximum number of limits in memory
@ConfigurationProperties("quadrille.rate-limit")
public record RateLimitProperties(
        RateLimitAlgorithm algorithm,
        Rate customer,
        Rate anonymous,
        Rate credentials,
        int localBuckets,
        Valkey valkey) {

    public RateLimitProperties {
        if (algorithm != RateLimitAlgorithm.TOKEN_BUCKET && valkey.configuredUrl().isPresent()) {
            throw new IllegalArgumentException(
                    "Gateways can share token buckets only; the algorithm is " + algorithm);
        }
    }

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

    /// Time without use after which the state of a limit is the same as that of a new one. A
    /// sliding window remembers the window before.
    Duration longestMemory() {
        return algorithm == RateLimitAlgorithm.SLIDING_WINDOW
                ? longestRefillTime().multipliedBy(2)
                : longestRefillTime();
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
