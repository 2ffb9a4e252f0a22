package dev.quadrille.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.local.AlreadyRunning;
import dev.quadrille.local.StackData;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;
import java.util.Scanner;

/// Deletes all data and logs of the stack, after asking.
final class Reset implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    Reset(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) {
        boolean sure = arguments.equals(List.of("--yes"));
        if (!sure) {
            Arguments.requireNone(arguments);
        }
        AlreadyRunning.unless(layout);
        if (!sure && !confirms()) {
            out.println("Nothing was deleted.");
            return 1;
        }
        new StackData(layout).delete();
        out.println("Deleted.");
        return 0;
    }

    private boolean confirms() {
        out.print("Delete all orders, stock, payments and logs in " + layout.home() + "? [y/N] ");
        out.flush();
        Scanner input = new Scanner(System.in, UTF_8);
        return input.hasNextLine() && input.nextLine().strip().equalsIgnoreCase("y");
    }
}
