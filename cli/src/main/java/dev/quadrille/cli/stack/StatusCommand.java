package dev.quadrille.cli.stack;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.ComponentStatus;
import dev.quadrille.local.ComponentStatus.State;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// `status`: prints state, pid, port, uptime, memory and restarts of each process. Exit codes: 0
/// all up, 3 otherwise.
public final class StatusCommand implements Command {

    private static final int NOT_ALL_UP = 3;
    private static final String ROW = "%-19s %-9s %8s %6s %9s %8s %9s";

    private final StackLayout layout;
    private final PrintStream out;

    public StatusCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) {
        Arguments.requireNone(arguments);
        List<ComponentStatus> all = ComponentStatus.all(layout);
        Instant now = Instant.now();
        out.println(ROW.formatted("NAME", "STATE", "PID", "PORT", "UPTIME", "MEMORY", "RESTARTS"));
        all.forEach(status -> out.println(row(status, now)));
        out.println(
                ROW.formatted(
                        "total",
                        "",
                        "",
                        "",
                        "",
                        mebibytes(all.stream().mapToLong(ComponentStatus::memory).sum()),
                        ""));
        if (!launcherIsRunning()) {
            boolean allDown = all.stream().allMatch(status -> status.state() == State.DOWN);
            out.println(
                    allDown
                            ? "\nQuadrille is not running. Start it with: ./quadrille up"
                            : "\nThe launcher was killed, so processes are not restarted.\nRestart Quadrille with: ./quadrille up");
        }
        return all.stream().allMatch(status -> status.state() == State.UP) ? 0 : NOT_ALL_UP;
    }

    private boolean launcherIsRunning() {
        try {
            AlreadyRunning.throwIfLocked(layout);
            return false;
        } catch (AlreadyRunning _) {
            return true;
        }
    }

    private String row(ComponentStatus status, Instant now) {
        boolean running = status.state() != State.DOWN;
        return ROW.formatted(
                status.instance().processName(),
                status.state().name().toLowerCase(Locale.ROOT),
                running ? status.process().map(ProcessRecord::pid).orElseThrow() : "-",
                layout.ports().of(status.instance()),
                running ? format(status.uptime(now)) : "-",
                running ? mebibytes(status.memory()) : "-",
                status.process().map(ProcessRecord::restarts).orElse(0));
    }

    private static String format(Duration time) {
        if (time.toHours() > 0) {
            return "%d h %d m".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%d m %d s".formatted(time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + " s";
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
