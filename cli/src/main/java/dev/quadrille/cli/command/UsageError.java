package dev.quadrille.cli.command;

/// The arguments of a command are invalid. The message states which and why.
public final class UsageError extends RuntimeException {

    public UsageError(String message) {
        super(message);
    }
}
