package dev.quadrille.gateway.ratelimit.bucket;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/// Result of an attempt to consume a token.
///
/// @param untilRefill time until the next token, if none was available
public record Consumption(boolean consumed, Duration untilRefill) {

    static Consumption of(ConsumptionProbe probe) {
        return new Consumption(
                probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }
}
