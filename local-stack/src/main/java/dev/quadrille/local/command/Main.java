package dev.quadrille.local.command;

import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.StartFailed;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// The Java side of `./quadrille`: finds the command and turns failures into words and exit codes.
public final class Main {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Main() {}

    /// Takes the command and its arguments. Exits with 0, with 1 if it failed, with 2 if it was not
    /// understood, or with a code of the command's own.
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        // Always by exit: threads that serve traces would keep the JVM alive.
        System.exit(
                run(
                        () ->
                                command(words.getFirst(), layout())
                                        .run(words.subList(1, words.size())),
                        System.err));
    }

    /// Runs the command and turns each failure into a message and an exit code.
    static int run(Callable<Integer> command, PrintStream errors) {
        try {
            return command.call();
        } catch (UsageError e) {
            errors.println(e.getMessage());
            return MISUSED;
        } catch (StartFailed e) {
            errors.println(StartAdvice.of(e));
        } catch (StackFailure e) {
            errors.println(e.getMessage());
        } catch (UncheckedIOException e) {
            errors.println("Reading or writing fails: " + e.getMessage());
        } catch (Exception | Error e) {
            errors.println("An unexpected failure, which is a defect of Quadrille:");
            e.printStackTrace(errors);
        }
        return FAILED;
    }

    private static StackLayout layout() {
        return StackLayout.of(
                Path.of(System.getProperty("quadrille.project", ".")), System.getenv());
    }

    private static Command command(String name, StackLayout layout) {
        PrintStream out = System.out;
        return switch (name) {
            case "up" -> new Up(layout, out);
            case "down" -> new Down(layout, out);
            case "status" -> new Status(layout, out);
            case "logs" -> new LogsCommand(layout, out);
            case "token" -> new Token(layout, out);
            case "order" -> new OrderCommand(layout, out);
            case "dead-letters" -> new DeadLettersCommand(layout, out);
            case "reset" -> new Reset(layout, out);
            default -> throw new UsageError("There is no command " + name + ".");
        };
    }
}
