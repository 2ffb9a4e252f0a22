package dev.quadrille.cli.up;

import dev.quadrille.local.StackListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Prints the progress of a start, and later the events of the processes. On a terminal the lines
/// of the start are updated in place; otherwise each change is a new line.
final class Progress implements StackListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int REMINDER_SECONDS = 10;

    private final PrintStream out;
    private final boolean inPlace;
    private StartupTable table = new StartupTable(List.of());
    private final CountDownLatch started = new CountDownLatch(1);
    private int drawnLines;

    Progress(PrintStream out, boolean inPlace) {
        this.out = out;
        this.inPlace = inPlace;
    }

    /// Begins to print the start of these processes, until {@link #end()} is called.
    synchronized void begin(List<String> names) {
        table = new StartupTable(names);
        Thread.ofVirtual().name("progress").start(this::printPeriodically);
    }

    /// The start has succeeded or failed. Later events are printed as lines.
    synchronized void end() {
        started.countDown();
    }

    @Override
    public void orphansFound(List<String> names) {
        if (!names.isEmpty()) {
            out.println("An earlier launcher was killed. Terminating its processes:");
            names.forEach(name -> out.println("  " + name));
        }
    }

    @Override
    public void starting(String name) {
        show(name, StartupTable.STARTING);
    }

    @Override
    public void ready(String name, Duration startTime) {
        show(name, String.format(Locale.ROOT, "ready after %.1f s", startTime.toMillis() / 1000.0));
    }

    @Override
    public void exited(String name, String reason, Duration delay) {
        show(name, "%s; restart in %d s".formatted(reason, delay.toSeconds()));
    }

    @Override
    public void stopped(String name, boolean forced) {
        show(name, forced ? "killed" : "stopped");
    }

    private synchronized void show(String name, String state) {
        table.put(name, state);
        if (started.getCount() == 0) {
            String now = TIME.format(LocalTime.now(ZoneId.systemDefault()));
            out.println(now + "  " + StartupTable.line(name, state));
        } else if (inPlace) {
            redraw();
        } else {
            out.println("  " + StartupTable.line(name, state));
        }
    }

    private void printPeriodically() {
        try {
            for (int second = 1; !started.await(1, TimeUnit.SECONDS); second++) {
                printPending(second);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void printPending(int second) {
        if (started.getCount() == 0) {
            return;
        }
        if (inPlace) {
            redraw();
        } else if (second % REMINDER_SECONDS == 0) {
            out.println("  … %d s, waiting for %s".formatted(second, table.pending()));
        }
    }

    private void redraw() {
        StringBuilder screen = new StringBuilder();
        if (drawnLines > 0) {
            screen.append("\u001b[").append(drawnLines).append('A');
        }
        List<String> lines = table.lines();
        lines.forEach(line -> screen.append("\u001b[2K  ").append(line).append('\n'));
        drawnLines = lines.size();
        out.print(screen);
        out.flush();
    }
}
