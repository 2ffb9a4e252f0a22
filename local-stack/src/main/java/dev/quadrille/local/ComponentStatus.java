package dev.quadrille.local;

import dev.quadrille.local.process.pidfile.ProcStat;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The status of one instance of a component, determined from its PID file and readiness probe. The
/// launcher is not involved.
///
/// @param process the PID file of the process; empty if no process is running
/// @param memory of the process and its descendants in bytes (PSS on Linux, RSS elsewhere)
public record ComponentStatus(
        ComponentInstance instance, State state, Optional<ProcessRecord> process, long memory) {

    /// `UP` if the readiness probe succeeds, `STARTING` if only the process is running, else
    /// `DOWN`.
    public enum State {
        UP,
        STARTING,
        DOWN
    }

    /// Returns the status of every component, in the order of the topology, and of each further
    /// instance that has a PID file.
    public static List<ComponentStatus> all(StackLayout layout) {
        return instances(layout).stream().map(instance -> of(instance, layout)).toList();
    }

    /// The first instance of each component, in the order of the topology, followed by its further
    /// instances that have a PID file.
    public static List<ComponentInstance> instances(StackLayout layout) {
        List<ComponentInstance> recorded =
                new RunDirectory(layout.run())
                        .all().stream()
                                .flatMap(found -> ComponentInstance.named(found.name()).stream())
                                .toList();
        return Stream.concat(
                        Arrays.stream(Component.values()).map(ComponentInstance::first),
                        recorded.stream())
                .distinct()
                .sorted(
                        Comparator.comparing(ComponentInstance::component)
                                .thenComparingInt(ComponentInstance::number))
                .toList();
    }

    static ComponentStatus of(ComponentInstance instance, StackLayout layout) {
        Optional<ProcessRecord> record =
                new RunDirectory(layout.run())
                        .find(instance.processName())
                        .filter(ProcessRecord::isAlive);
        return new ComponentStatus(
                instance,
                record.isEmpty() ? State.DOWN : stateOf(instance, layout),
                record,
                record.flatMap(ProcessRecord::process).map(ProcStat::memory).orElse(0L));
    }

    public Duration uptime(Instant now) {
        return process.map(found -> found.uptime(now)).orElse(Duration.ZERO);
    }

    private static State stateOf(ComponentInstance instance, StackLayout layout) {
        boolean ready = new ProcessPlan(layout).readiness(instance).isReady();
        return ready ? State.UP : State.STARTING;
    }
}
