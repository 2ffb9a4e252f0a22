package dev.quadrille.cli.client;

import dev.quadrille.cli.command.Command;
import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.StackLayout;
import java.io.PrintStream;
import java.util.List;

/// `token NAME`: prints a token of a demo identity and nothing else, for use in scripts.
public final class TokenCommand implements Command {

    private final StackLayout layout;
    private final PrintStream out;

    public TokenCommand(StackLayout layout, PrintStream out) {
        this.layout = layout;
        this.out = out;
    }

    @Override
    public int run(List<String> arguments) throws InterruptedException {
        if (arguments.size() != 1) {
            throw new UsageError("Usage: ./quadrille token alice|bob|carol|operator");
        }
        out.println(new QuadrilleClient(layout).token(arguments.getFirst()));
        return 0;
    }
}
