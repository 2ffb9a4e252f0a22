package dev.quadrille.cli;

import dev.quadrille.cli.audit.AuditCommand;
import dev.quadrille.cli.breaker.BreakersCommand;
import dev.quadrille.cli.chaos.ChaosCommand;
import dev.quadrille.cli.client.TokenCommand;
import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.cli.deadletter.DeadLettersCommand;
import dev.quadrille.cli.order.OrderCommand;
import dev.quadrille.cli.stack.DownCommand;
import dev.quadrille.cli.stack.LogsCommand;
import dev.quadrille.cli.stack.ResetCommand;
import dev.quadrille.cli.stack.StatusCommand;
import dev.quadrille.cli.up.StartAdvice;
import dev.quadrille.cli.up.UpCommand;
import dev.quadrille.local.StackFailure;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.process.StartFailed;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// The main class of `./quadrille`, which the shell script starts.
public final class Main {

    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 2;

    private Main() {}

    /// Expects a command and its arguments. Exit codes: 0 success, 1 failure, 2 usage error; a
    /// command can define others.
    public static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        // The threads of the trace server would keep the JVM alive.
        System.exit(
                run(
                        () ->
                                command(words.getFirst(), layout())
                                        .run(words.subList(1, words.size())),
                        System.err));
    }

    /// Runs the command. Converts each failure into a message and an exit code.
    static int run(Callable<Integer> command, PrintStream errors) {
        try {
            return command.call();
        } catch (UsageError e) {
            errors.println(e.getMessage());
            return USAGE_ERROR;
        } catch (StartFailed e) {
            errors.println(StartAdvice.of(e));
        } catch (StackFailure e) {
            errors.println(e.getMessage());
        } catch (UncheckedIOException e) {
            errors.println("Input/output error: " + e.getMessage());
        } catch (Exception | Error e) {
            errors.println("Unexpected error. This is a bug in Quadrille:");
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
            case "up" -> new UpCommand(layout, out);
            case "down" -> new DownCommand(layout, out);
            case "status" -> new StatusCommand(layout, out);
            case "logs" -> new LogsCommand(layout, out);
            case "token" -> new TokenCommand(layout, out);
            case "order" -> new OrderCommand(layout, out);
            case "dead-letters" -> new DeadLettersCommand(layout, out);
            case "audit" -> new AuditCommand(layout, out);
            case "breakers" -> new BreakersCommand(layout, out);
            case "chaos" -> new ChaosCommand(layout, out);
            case "reset" -> new ResetCommand(layout, out);
            default -> throw new UsageError("Unknown command: " + name);
        };
    }
}
