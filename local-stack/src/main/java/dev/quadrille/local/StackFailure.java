package dev.quadrille.local;

/// Something that a person has to put right; the message says what is wrong and what to do.
public class StackFailure extends RuntimeException {

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
