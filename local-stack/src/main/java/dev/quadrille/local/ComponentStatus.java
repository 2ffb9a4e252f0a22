package dev.quadrille.local;

import dev.quadrille.local.process.ProcStat;
import dev.quadrille.local.process.ProcessRecord;
import dev.quadrille.local.process.RunDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How one component stands, as seen from outside the launcher.
///
/// @param process what is recorded of its process; empty if none runs
/// @param memory of the process and its children in bytes (PSS on Linux, RSS elsewhere)
public record ComponentStatus(
        Component component, State state, Optional<ProcessRecord> process, long memory) {

    /// Up, if it says itself that it is ready; starting, if its process runs; else down.
    public enum State {
        UP,
        STARTING,
        DOWN
    }

    /// That of every component of the stack, in the order of the topology.
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
