package dev.quadrille.cli.up;

import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.training.AotTrainingWorkload;
import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.ComponentInstance;
import dev.quadrille.local.LocalStack;
import dev.quadrille.local.RunConfiguration;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.jvm.AotTraining;
import dev.quadrille.local.process.StartFailed;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `up`: starts the stack and supervises it until Ctrl-C or `SIGTERM`. `--without` leaves
/// applications out, which are then run in an IDE. `--replicas` starts several instances of
/// services.
public final class UpCommand implements Command {

    private final StackLayout layout;
    private final PrintStream out;
    private final Progress progress;

    public UpCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
        this.progress = new Progress(out, Boolean.getBoolean("quadrille.terminal"));
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        UpOptions options = UpOptions.parse(arguments);
        // Checked first, because otherwise the port of the trace server would be reported as in
        // use.
        AlreadyRunning.throwIfLocked(layout);
        StackLayout replicated = layout.replicatedAs(options.replicas());
        StackLayout traced = new TraceExport(System.getenv(), out).open(replicated);
        LocalStack stack = LocalStack.open(traced, progress);
        Thread hook = new Thread(() -> stop(stack), "stop-stack");
        closeOnFailure(stack, hook, () -> start(stack, hook, options));
        new CountDownLatch(1).await();
        return 0;
    }

    private void start(LocalStack stack, Thread hook, UpOptions options)
            throws InterruptedException {
        // Checked before the training, which takes minutes.
        stack.requireFreePorts(options.started());
        trainMissingCaches();
        long begin = System.nanoTime();
        Runtime.getRuntime().addShutdownHook(hook);
        out.println("Starting Quadrille. Data and logs: " + layout.home());
        progress.begin(
                options.started().stream()
                        .flatMap(component -> stack.layout().instances(component).stream())
                        .map(ComponentInstance::processName)
                        .toList());
        stack.startAllExcept(options.leftOut());
        progress.end();
        options.leftOut()
                .forEach(component ->
                        out.println(
                                RunConfigurationText.of(
                                        RunConfiguration.of(component, stack.layout()))));
        out.println(WelcomeText.of(Duration.ofNanos(System.nanoTime() - begin), layout));
    }

    /// Runs the task. If it fails, even with an unexpected exception or error, stops all processes.
    void closeOnFailure(LocalStack stack, Thread hook, Task task) throws InterruptedException {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            awaitExitIfShuttingDown(hook);
            progress.end();
            stack.close();
            throw e;
        }
    }

    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /// AOT caches are optional: if the training fails, the stack starts without them.
    private void trainMissingCaches() throws InterruptedException {
        AotTraining training = new AotTraining(layout);
        if ("off".equals(System.getenv("QUADRILLE_AOT")) || !training.isRequired()) {
            return;
        }
        out.println(
                "Training AOT caches for faster starts. This is needed once per JDK and set of\n"
                        + "libraries, and takes two minutes or more.");
        long begin = System.nanoTime();
        try {
            out.println("  starting a temporary stack …");
            training.run(this::runWorkload);
            long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
            out.println("Trained the caches in " + seconds + " s.");
        } catch (StackFailure | StartFailed e) {
            awaitExitIfShuttingDown(Thread.currentThread());
            out.println("The training failed, so this start takes longer: " + e.getMessage());
        }
    }

    private void runWorkload(StackLayout temporary) {
        out.println("  placing orders …");
        new AotTrainingWorkload(temporary).run();
        out.println("  stopping the temporary stack; each JVM writes its cache …");
    }

    /// Removes the shutdown hook. If the JVM is shutting down already, the failure is a consequence
    /// of that: waits for the exit instead of reporting it.
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
        out.println("Stopped. The data is kept for the next ./quadrille up.");
        // A requested stop is a success. Without halt, a signal would determine the exit code.
        Runtime.getRuntime().halt(0);
    }
}
