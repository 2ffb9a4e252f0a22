package dev.quadrille.provider.application;

/// The simulated failure of the first attempt with `pm_error_once`.
public final class SimulatedOutage extends RuntimeException {

    SimulatedOutage() {
        super("Simulated failure of the first attempt.");
    }
}
