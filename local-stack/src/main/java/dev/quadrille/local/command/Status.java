package dev.quadrille.local.command;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.ComponentStatus;
import dev.quadrille.local.ComponentStatus.State;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.ProcessRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Shows each process of the stack: state, pid, port, uptime, memory, restarts. Exits with 0 if all
/// are up, else with 3.
final class Status implements Command {

    private static final int NOT_ALL_UP = 3;
    private static final String ROW = "%-19s %-9s %8s %6s %9s %8s %9s";

    private final StackLayout layout;
    private final PrintStream out;

    Status(StackLayout layout, PrintStream out) {
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
                        "together",
                        "",
                        "",
                        "",
                        "",
                        mebibytes(all.stream().mapToLong(ComponentStatus::memory).sum()),
                        ""));
        if (nobodyLaunches()) {
            boolean nothingRuns = all.stream().allMatch(status -> status.state() == State.DOWN);
            out.println(
                    nothingRuns
                            ? "\nNothing runs. Start it with: ./quadrille up"
                            : "\nThe launcher is gone, so nothing is restarted. ./quadrille up takes over.");
        }
        return all.stream().allMatch(status -> status.state() == State.UP) ? 0 : NOT_ALL_UP;
    }

    private boolean nobodyLaunches() {
        try {
            AlreadyRunning.unless(layout);
            return true;
        } catch (AlreadyRunning _) {
            return false;
        }
    }

    private String row(ComponentStatus status, Instant now) {
        boolean runs = status.state() != State.DOWN;
        return ROW.formatted(
                status.component().processName(),
                status.state().name().toLowerCase(Locale.ROOT),
                runs ? status.process().map(ProcessRecord::pid).orElseThrow() : "-",
                layout.ports().of(status.component()),
                runs ? inWords(status.uptime(now)) : "-",
                runs ? mebibytes(status.memory()) : "-",
                status.process().map(ProcessRecord::restarts).orElse(0));
    }

    private static String inWords(Duration time) {
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
