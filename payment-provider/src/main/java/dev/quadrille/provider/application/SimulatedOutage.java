package dev.quadrille.provider.application;

/// An attempt fails inside the processor, as `pm_error_once` asks for.
public final class SimulatedOutage extends RuntimeException {

    SimulatedOutage() {
        super("the processor fails once, as asked");
    }
}
