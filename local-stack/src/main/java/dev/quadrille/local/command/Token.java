package dev.quadrille.local.command;

import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;

/// Prints a token of one of the demo's identities, and nothing else.
final class Token implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    Token(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        if (arguments.size() != 1) {
            throw new UsageError("Say whose: alice, bob, carol or operator.");
        }
        out.println(new QuadrilleClient(layout).token(arguments.getFirst()));
        return 0;
    }
}
