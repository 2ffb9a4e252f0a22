package dev.quadrille.local;

import dev.quadrille.local.process.pidfile.ProcStat;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The status of one component, determined from its PID file and readiness probe. The launcher is
/// not involved.
///
/// @param process the PID file of the process; empty if no process is running
/// @param memory of the process and its descendants in bytes (PSS on Linux, RSS elsewhere)
public record ComponentStatus(
        Component component, State state, Optional<ProcessRecord> process, long memory) {

    /// `UP` if the readiness probe succeeds, `STARTING` if only the process is running, else
    /// `DOWN`.
    public enum State {
        UP,
        STARTING,
        DOWN
    }

    /// Returns the status of every component, in the order of the topology.
    public static List<ComponentStatus> all(StackLayout layout) {
        return Arrays.stream(Component.values()).map(component -> of(component, layout)).toList();
    }

    static ComponentStatus of(Component component, StackLayout layout) {
        Optional<ProcessRecord> record =
                new RunDirectory(layout.run())
                        .find(component.processName())
                        .filter(ProcessRecord::isAlive);
        return new ComponentStatus(
                component,
                record.isEmpty() ? State.DOWN : stateOf(component, layout),
                record,
                record.flatMap(ProcessRecord::process).map(ProcStat::memory).orElse(0L));
    }

    public Duration uptime(Instant now) {
        return process.map(found -> found.uptime(now)).orElse(Duration.ZERO);
    }

    private static State stateOf(Component component, StackLayout layout) {
        boolean ready = new ProcessPlan(layout).readiness(component).isReady();
        return ready ? State.UP : State.STARTING;
    }
}
