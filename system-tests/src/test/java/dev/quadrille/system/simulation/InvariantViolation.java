package dev.quadrille.system.simulation;

/// An invariant does not hold in this schedule.
final class InvariantViolation extends RuntimeException {

    InvariantViolation(String message) {
        super(message);
    }

    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new InvariantViolation(message);
        }
    }
}
