package dev.quadrille.provider.application;

/// The key was used with another amount, currency or method before.
public final class OtherTerms extends RuntimeException {

    OtherTerms() {
        super("the key stands for another charge");
    }
}
