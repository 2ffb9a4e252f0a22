package dev.quadrille.local.command;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.Training;
import dev.quadrille.local.process.StartFailed;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Starts everything and keeps it running until Ctrl-C or `SIGTERM`.
final class Up implements Command {

    private final StackLayout layout;
    private final PrintStream out;
    private final Progress progress;
    private final CountDownLatch interrupted = new CountDownLatch(1);

    Up(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
        this.progress =
                new Progress(
                        out,
                        Boolean.getBoolean("quadrille.terminal"),
                        Arrays.stream(Component.values()).map(Component::processName).toList());
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        Arguments.requireNone(arguments);
        // Before the port of its traces is found taken.
        AlreadyRunning.unless(layout);
        LocalStack stack = LocalStack.open(new Traces(System.getenv(), out).open(layout), progress);
        Runtime.getRuntime().addShutdownHook(new Thread(interrupted::countDown, "interrupt"));
        requireFreePorts(stack);
        train();
        long begin = System.nanoTime();
        Thread hook = new Thread(() -> stop(stack), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        start(stack, hook);
        out.println(Welcome.after(Duration.ofNanos(System.nanoTime() - begin), layout));
        new CountDownLatch(1).await();
        return 0;
    }

    /// Before the training, which takes minutes.
    private static void requireFreePorts(LocalStack stack) {
        try {
            stack.requireFreePorts();
        } catch (StackFailure e) {
            stack.close();
            throw e;
        }
    }

    /// Without caches everything works, too, only later.
    private void train() throws InterruptedException {
        Training training = new Training(layout);
        if ("off".equals(System.getenv("QUADRILLE_AOT")) || !training.isDue()) {
            return;
        }
        out.println(
                "Preparing fast starts, once for this JDK and these libraries; this takes\n"
                        + "two minutes or more …");
        long begin = System.nanoTime();
        try {
            out.println("  starting a shop to learn from …");
            training.run(this::rehearse);
            long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            out.println("Prepared in " + seconds + " s.");
        } catch (StackFailure | StartFailed e) {
            awaitEndIfInterrupted();
            out.println("That did not work, so this start is a slow one: " + e.getMessage());
        }
    }

    private void rehearse(StackLayout stage) {
        out.println("  ordering in it …");
        new Rehearsal(stage).run();
        out.println("  its processes stop and write down what they have learned …");
    }

    private void start(LocalStack stack, Thread hook) throws InterruptedException {
        out.println("Starting Quadrille; its data and logs are in " + layout.home());
        progress.begin();
        try {
            stack.startAll();
        } catch (RuntimeException e) {
            awaitEndIfInterrupted();
            progress.end();
            stack.close();
            Runtime.getRuntime().removeShutdownHook(hook);
            throw e;
        }
        progress.end();
    }

    /// What is interrupted fails, and that is no news: the process is about to end.
    private void awaitEndIfInterrupted() throws InterruptedException {
        if (interrupted.getCount() == 0) {
            new CountDownLatch(1).await();
        }
    }

    private void stop(LocalStack stack) {
        progress.end();
        out.println("\nStopping …");
        stack.close();
        out.println("Stopped. Its data is kept for the next ./quadrille up.");
        // Asked to stop and stopped: that is success, whatever signal has asked.
        Runtime.getRuntime().halt(0);
    }
}
