package dev.quadrille.local;

/// A failure that the user can correct. The message states the cause and the remedy and is printed
/// without a stack trace.
public class StackFailure extends RuntimeException {

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
