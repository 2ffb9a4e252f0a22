package dev.quadrille.query.application.rebuild;

/// The rebuild cannot be completed, and another attempt would end in the same way. The message is
/// for operators.
final class RebuildRefused extends RuntimeException {

    RebuildRefused(String why) {
        super(why);
    }
}
