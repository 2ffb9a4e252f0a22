package dev.quadrille.local.command;

import java.util.List;

/// One thing that `./quadrille` can do.
@FunctionalInterface
interface Command {

    /// Returns the exit code.
    int run(List<String> arguments) throws InterruptedException;
}
