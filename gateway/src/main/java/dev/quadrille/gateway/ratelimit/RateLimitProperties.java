package dev.quadrille.gateway.ratelimit;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What is configured under `quadrille.rate-limit`.
///
/// @param localBuckets how many buckets a gateway keeps in memory, at most
@ConfigurationProperties("quadrille.rate-limit")
record RateLimitProperties(
        Rate customer, Rate anonymous, Rate credentials, int localBuckets, Valkey valkey) {

    Rate of(RateLimitKind limit) {
        return switch (limit) {
            case CUSTOMER -> customer;
            case ANONYMOUS -> anonymous;
            case CREDENTIALS -> credentials;
        };
    }

    /// How long the slowest bucket takes to fill.
    Duration longestTimeToFill() {
        return Stream.of(customer, anonymous, credentials)
                .map(Rate::timeToFill)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /// Where buckets are shared.
    ///
    /// @param url `redis://host:port`; blank if nothing is shared
    /// @param answerLimit how long a request waits for an answer
    /// @param pause before it is asked again after it gave none
    record Valkey(String url, Duration answerLimit, Duration pause) {

        Optional<String> address() {
            return Optional.of(url).filter(it -> !it.isBlank());
        }
    }
}
