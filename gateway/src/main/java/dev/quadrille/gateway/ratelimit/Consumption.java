package dev.quadrille.gateway.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// The result of an attempt to take a token.
///
/// @param untilNext until there is one, if there was none
record Consumption(boolean granted, Duration untilNext) {

    static Consumption of(ConsumptionProbe probe) {
        return new Consumption(
                probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
