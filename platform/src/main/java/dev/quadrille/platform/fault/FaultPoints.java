package dev.quadrille.platform.fault;

/// Called when the code passes a point at which a fault can be injected. An exception or a delay of
/// the implementation acts as a failure or a stall of the code at that point.
@FunctionalInterface
public interface FaultPoints {

    /// Injects nothing.
    FaultPoints NONE = point -> {};

    void pass(FaultPoint point);

    /// Whether the caller must simulate this fault now.
    default boolean injects(Fault fault) {
        return false;
    }

    /// Whether the caller must simulate this fault now, for work that belongs to a customer.
    default boolean injects(Fault fault, String customer) {
        return false;
    }

    /// Waits, if this fault must delay the caller now.
    default void delay(Fault fault) {}
}
