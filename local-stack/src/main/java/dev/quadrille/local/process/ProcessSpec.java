package dev.quadrille.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What it takes to run one process: its command, what its environment adds to the launcher's, and
/// how to tell that it is ready.
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Readiness readiness,
        Signal stopSignal,
        Duration grace,
        Runnable beforeLaunch) {

    private static final Duration USUAL_GRACE = Duration.ofSeconds(20);

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// A process that ends on `SIGTERM` and needs nothing before it starts.
    public ProcessSpec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness) {
        this(name, command, environment, readiness, Signal.TERM, () -> {});
    }

    /// A process that ends within the usual time.
    public ProcessSpec(
            String name,
            List<String> command,
            Map<String, String> environment,
            Readiness readiness,
            Signal stopSignal,
            Runnable beforeLaunch) {
        this(name, command, environment, readiness, stopSignal, USUAL_GRACE, beforeLaunch);
    }

    /// The same process, which is given more time to end before it is killed.
    public ProcessSpec endingWithin(Duration longer) {
        return new ProcessSpec(
                name, command, environment, readiness, stopSignal, longer, beforeLaunch);
    }
}
