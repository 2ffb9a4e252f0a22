package dev.quadrille.local.process;

import java.time.Duration;

/// How long to wait before a process that died is started again: one second, then twice as long
/// each time up to half a minute, and from the start again once it has lived for a minute.
final class RestartBackoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration STABLE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    Duration after(Duration lived) {
        Duration pause = lived.compareTo(STABLE) >= 0 ? FIRST : next;
        next = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return pause;
    }
}
