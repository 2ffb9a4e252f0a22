package dev.quadrille.gateway.ratelimit.algorithm;

import java.time.Duration;

/// Result of an attempt to consume a token.
///
/// @param delay how long the request must wait before it proceeds, if a token was consumed
/// @param untilRefill time until the next token, if none was available
public record Consumption(boolean consumed, Duration delay, Duration untilRefill) {

    static Consumption granted() {
        return new Consumption(true, Duration.ZERO, Duration.ZERO);
    }

    static Consumption grantedAfter(long nanos) {
        return new Consumption(true, Duration.ofNanos(nanos), Duration.ZERO);
    }

    public static Consumption rejected(long nanosUntilRefill) {
        return new Consumption(false, Duration.ZERO, Duration.ofNanos(nanosUntilRefill));
    }
}
