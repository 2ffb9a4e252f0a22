package dev.quadrille.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// The result of an attempt to take a token.
///
/// @param untilNext until there is one, if there was none
record Draw(boolean granted, Duration untilNext) {

    static Draw of(ConsumptionProbe probe) {
        return new Draw(probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
