package dev.quadrille.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How to run one process.
///
/// @param environment is added to the environment of the launcher
/// @param gracePeriod how long the process may take to end after the stop signal
/// @param beforeLaunch is called before each start, including restarts
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Signal stopSignal,
        Duration gracePeriod,
        Runnable beforeLaunch) {

    private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(20);

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// A process that is stopped with `SIGTERM`, with the default grace period.
    public ProcessSpec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness) {
        this(name, command, environment, readiness, Signal.TERM, () -> {});
    }

    /// A process with the default grace period.
    public ProcessSpec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness,
            Signal stopSignal,
            Runnable beforeLaunch) {
        this(name, command, environment, readiness, stopSignal, DEFAULT_GRACE_PERIOD, beforeLaunch);
    }

    /// Returns a copy with this grace period.
    public ProcessSpec withGracePeriod(Duration duration) {
        return new ProcessSpec(
                name, command, environment, readiness, stopSignal, duration, beforeLaunch);
    }
}
