package dev.quadrille.local.command;

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

/// Tells how a start gets on, then what becomes of processes afterwards. On a terminal the lines of
/// the start change in place; elsewhere each change is a new line.
final class Progress implements StackListener {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int SECONDS_BETWEEN_REMINDERS = 10;

    private final PrintStream out;
    private final boolean inPlace;
    private final StartupTable board;
    private final CountDownLatch started = new CountDownLatch(1);
    private int drawnLines;

    Progress(PrintStream out, boolean inPlace, List<String> names) {
        this.out = out;
        this.inPlace = inPlace;
        this.board = new StartupTable(names);
    }

    /// Begins to show the start, until it is told that this has ended.
    void begin() {
        Thread.ofVirtual().name("progress").start(this::tick);
    }

    /// The start has succeeded or failed; what comes is told line by line.
    synchronized void end() {
        started.countDown();
    }

    @Override
    public void leftovers(List<String> names) {
        if (!names.isEmpty()) {
            out.println("An earlier launcher was killed. Ending what it left running:");
            names.forEach(name -> out.println("  " + name));
        }
    }

    @Override
    public void starting(String name) {
        show(name, StartupTable.STARTING);
    }

    @Override
    public void ready(String name, Duration after) {
        show(name, String.format(Locale.ROOT, "ready after %.1f s", after.toMillis() / 1000.0));
    }

    @Override
    public void died(String name, String how, Duration pause) {
        show(name, "%s; again in %d s".formatted(how, pause.toSeconds()));
    }

    @Override
    public void stopped(String name, boolean forced) {
        show(name, forced ? "had to be killed" : "stopped");
    }

    private synchronized void show(String name, String words) {
        board.put(name, words);
        if (started.getCount() == 0) {
            String now = TIME.format(LocalTime.now(ZoneId.systemDefault()));
            out.println(now + "  " + StartupTable.line(name, words));
        } else if (inPlace) {
            redraw();
        } else {
            out.println("  " + StartupTable.line(name, words));
        }
    }

    private void tick() {
        try {
            for (int second = 1; !started.await(1, TimeUnit.SECONDS); second++) {
                remind(second);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void remind(int second) {
        if (started.getCount() == 0) {
            return;
        }
        if (inPlace) {
            redraw();
        } else if (second % SECONDS_BETWEEN_REMINDERS == 0) {
            out.println("  … %d s, waiting for %s".formatted(second, board.pending()));
        }
    }

    private void redraw() {
        StringBuilder screen = new StringBuilder();
        if (drawnLines > 0) {
            screen.append("\u001b[").append(drawnLines).append('A');
        }
        List<String> lines = board.lines();
        lines.forEach(line -> screen.append("\u001b[2K  ").append(line).append('\n'));
        drawnLines = lines.size();
        out.print(screen);
        out.flush();
    }
}
