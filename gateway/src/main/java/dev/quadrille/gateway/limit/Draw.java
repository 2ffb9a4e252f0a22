package dev.quadrille.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// What came of an attempt to take a token.
///
/// @param untilNext until there is one, if there was none
/// @param untilFull until the bucket is full, if nobody takes from it
record Draw(boolean granted, Duration untilNext, Duration untilFull) {

    static Draw of(ConsumptionProbe probe) {
        return new Draw(
                probe.isConsumed(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }
}
