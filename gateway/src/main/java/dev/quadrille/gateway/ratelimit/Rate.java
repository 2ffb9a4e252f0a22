package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/// How many requests a limit lets through.
///
/// @param perSecond in the long run
/// @param burst at once, after a rest: the size of the bucket
record Rate(int perSecond, int burst) {

    Rate {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "a limit lets at least 1 request through, not " + perSecond + ", " + burst);
        }
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(it -> it.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /// How long an empty bucket takes to fill; nobody can tell a full one from a new one.
    Duration timeToFill() {
        return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
    }
}
