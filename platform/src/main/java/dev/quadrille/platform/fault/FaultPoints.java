package dev.quadrille.platform.fault;

/// Is told whenever the code passes a point at which a fault can be injected. What an
/// implementation throws there, or how long it lingers, happens as if the code had failed or
/// stalled at that very point.
@FunctionalInterface
public interface FaultPoints {

    /// Breaks nothing.
    FaultPoints NONE = point -> {};

    void pass(FaultPoint point);
}
