package dev.quadrille.local.process;

import java.time.Duration;

/// Exponential backoff between restarts: 1 second, doubled with each restart up to 30 seconds, and
/// reset when the process has run for a minute.
final class RestartBackoff {

    private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);
    private static final Duration STABLE_UPTIME = Duration.ofMinutes(1);

    private Duration next = INITIAL_DELAY;

    Duration delayAfter(Duration uptime) {
        Duration delay = uptime.compareTo(STABLE_UPTIME) >= 0 ? INITIAL_DELAY : next;
        Duration doubled = delay.multipliedBy(2);
        next = doubled.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : doubled;
        return delay;
    }
}
