package dev.quadrille.system.simulation;

/// The promise does not hold in this schedule.
final class InvariantViolation extends RuntimeException {

    InvariantViolation(String how) {
        super(how);
    }

    static void unless(boolean holds, String how) {
        if (!holds) {
            throw new InvariantViolation(how);
        }
    }
}
