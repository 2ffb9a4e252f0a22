package dev.quadrille.local.command;

import dev.quadrille.local.RunningStack;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;

/// Stops what `up` has started in another terminal, or what a killed one has left.
final class Down implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    Down(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) {
        Arguments.requireNone(arguments);
        out.println(
                switch (new RunningStack(layout).stop()) {
                    case STOPPED -> "Stopped. Its data is kept for the next ./quadrille up.";
                    case LEFTOVERS_ENDED ->
                            "Its launcher had been killed; what it had left running is ended.";
                    case NOTHING_RAN -> "Nothing was running.";
                });
        return 0;
    }
}
