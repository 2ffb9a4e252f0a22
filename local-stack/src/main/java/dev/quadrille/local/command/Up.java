package dev.quadrille.local.command;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.AotTraining;
import dev.quadrille.local.Component;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
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
        Thread hook = new Thread(() -> stop(stack), "stop");
        closingOnFailure(stack, hook, () -> startAll(stack, hook));
        new CountDownLatch(1).await();
        return 0;
    }

    private void startAll(LocalStack stack, Thread hook) throws InterruptedException {
        // Before the training, which takes minutes.
        stack.requireFreePorts();
        train();
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(hook);
        out.println("Starting Quadrille; its data and logs are in " + layout.home());
        progress.begin();
        stack.startAll();
        progress.end();
        out.println(WelcomeText.after(Duration.ofNanos(System.nanoTime() - begin), layout));
    }

    /// Does the work. If it fails, also in a way that was not foreseen, nothing that was started
    /// stays behind.
    void closingOnFailure(LocalStack stack, Thread hook, Work work) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            awaitExitIfShuttingDown(hook);
            progress.end();
            stack.close();
            throw e;
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /// Without caches everything works as well, but starts more slowly.
    private void train() throws InterruptedException {
        AotTraining training = new AotTraining(layout);
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
            awaitExitIfShuttingDown(Thread.currentThread());
            out.println("That did not work, so this start is a slow one: " + e.getMessage());
        }
    }

    private void rehearse(StackLayout stage) {
        out.println("  ordering in it …");
        new AotTrainingWorkload(stage).run();
        out.println("  its processes stop and write down what they have learned …");
    }

    /// Removes the hook. If the JVM shuts down already, the failure is a consequence of that and
    /// not reported: waits for the end.
    private static void awaitExitIfShuttingDown(Thread hook) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            new CountDownLatch(1).await();
        }
    }

    private void stop(LocalStack stack) {
        progress.end();
        out.println("\nStopping …");
        stack.close();
        out.println("Stopped. Its data is kept for the next ./quadrille up.");
        // A stop on request is a success, also when a signal requested it.
        Runtime.getRuntime().halt(0);
    }
}
