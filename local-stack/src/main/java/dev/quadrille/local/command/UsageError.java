package dev.quadrille.local.command;

/// Arguments that the command does not understand; the message says which.
final class UsageError extends RuntimeException {

    UsageError(String message) {
        super(message);
    }
}
