package dev.quadrille.provider.application;

/// The key was used with another amount, currency or method before.
public final class IdempotencyKeyConflict extends RuntimeException {

    IdempotencyKeyConflict() {
        super("the key stands for another charge");
    }
}
