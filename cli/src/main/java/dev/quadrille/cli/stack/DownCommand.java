package dev.quadrille.cli.stack;

import dev.quadrille.cli.command.Arguments;
import dev.quadrille.cli.command.Command;
import dev.quadrille.local.StackLayout;
import dev.quadrille.local.maintenance.RunningStack;
import java.io.PrintStream;
import java.util.List;

/// `down`: stops the stack of another launcher, or terminates its processes if the launcher was
/// killed.
public final class DownCommand implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    public DownCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) {
        Arguments.requireNone(arguments);
        out.println(
                switch (new RunningStack(layout).stop()) {
                    case STOPPED -> "Stopped. The data is kept for the next ./quadrille up.";
                    case ORPHANS_TERMINATED ->
                            "The launcher had been killed. Terminated its processes.";
                    case NOT_RUNNING -> "Quadrille is not running.";
                });
        return 0;
    }
}
