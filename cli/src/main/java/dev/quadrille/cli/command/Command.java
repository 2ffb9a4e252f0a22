package dev.quadrille.cli.command;

import java.util.List;

/// A command of `./quadrille`.
@FunctionalInterface
public interface Command {

    /// Runs the command with its arguments and returns the exit code.
    int run(List<String> arguments) throws InterruptedException;
}
