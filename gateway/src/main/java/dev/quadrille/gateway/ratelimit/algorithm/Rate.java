package dev.quadrille.gateway.ratelimit.algorithm;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/// Rate of requests, in the terms of a token bucket: refill rate and capacity.
///
/// @param perSecond tokens added per second: the sustained request rate
/// @param burst capacity of the bucket: the largest number of requests at the same time
public record Rate(int perSecond, int burst) {

    public Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "A rate limit must allow at least 1 request: per second %d, burst %d"
                            .formatted(perSecond, burst));
        }
    }

    /// The limit of a token bucket.
    public Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
    }

    /// Time to refill an empty bucket. After that an unused bucket can be discarded, because a full
    /// bucket is equal to a new one.
    public Duration refillTime() {
        return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
    }
}
