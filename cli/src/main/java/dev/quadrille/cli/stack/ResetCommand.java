package dev.quadrille.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.maintenance.StackData;
import java.io.PrintStream;
import java.util.List;
import java.util.Scanner;

/// `reset`: deletes all data and logs, after confirmation unless `--yes` is given.
public final class ResetCommand implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    public ResetCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) {
        boolean confirmed = arguments.equals(List.of("--yes"));
        if (!confirmed) {
            Arguments.requireNone(arguments);
        }
        AlreadyRunning.throwIfLocked(layout);
        if (!confirmed && !askForConfirmation()) {
            out.println("Nothing was deleted.");
            return 1;
        }
        new StackData(layout).delete();
        out.println("Deleted all data and logs.");
        return 0;
    }

    private boolean askForConfirmation() {
        out.print("Delete all orders, stock, payments and logs in " + layout.home() + "? [y/N] ");
        out.flush();
        Scanner input = new Scanner(System.in, UTF_8);
        return input.hasNextLine() && input.nextLine().strip().equalsIgnoreCase("y");
    }
}
