package dev.quadrille.local.process;

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
        Runnable beforeLaunch) {

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
}
