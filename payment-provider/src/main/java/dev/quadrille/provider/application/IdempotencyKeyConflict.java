package dev.quadrille.provider.application;

/// The idempotency key was used with a different amount, currency or payment method.
public final class IdempotencyKeyConflict extends RuntimeException {

    IdempotencyKeyConflict() {
        super("The idempotency key was used with different terms.");
    }
}
