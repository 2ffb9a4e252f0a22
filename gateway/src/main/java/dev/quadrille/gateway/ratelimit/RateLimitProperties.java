package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Rates of all kinds of rate limits, their algorithm, and where the limits are stored.
///
/// @param algorithm the same for all kinds; limits are shared by Valkey as token buckets only
/// @param localBuckets the maximum number of limits in memory
@ConfigurationProperties("quadrille.rate-limit")
record RateLimitProperties(
        RateLimitAlgorithm algorithm,
        Rate customer,
        Rate anonymous,
        Rate credentials,
        int localBuckets,
        Valkey valkey) {

    RateLimitProperties {
        if (algorithm != RateLimitAlgorithm.TOKEN_BUCKET && valkey.configuredUrl().isPresent()) {
            throw new IllegalArgumentException(
                    "Gateways can share token buckets only; the algorithm is " + algorithm);
        }
    }

    Rate of(RateLimiter.Kind kind) {
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

    /// Rate of requests, in the terms of a token bucket: refill rate and capacity.
    ///
    /// @param perSecond tokens added per second: the sustained request rate
    /// @param burst capacity of the bucket: the largest number of requests at the same time
    record Rate(int perSecond, int burst) {

        Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException(
                        "A rate limit must allow at least 1 request: per second %d, burst %d"
                                .formatted(perSecond, burst));
            }
        }

        /// The limit of a token bucket.
        Bandwidth bandwidth() {
            return Bandwidth.builder()
                    .capacity(burst)
                    .refillGreedy(perSecond, Duration.ofSeconds(1))
                    .build();
        }

        /// Time to refill an empty bucket. After that an unused bucket can be discarded, because a
        /// full bucket is equal to a new one.
        Duration refillTime() {
            return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
        }
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
