package dev.quadrille.provider.domain;

/// The decision about a request in the current state.
public sealed interface ChargeDecision {

    /// A new state. It must be durable before it is returned to a client.
    record Change(Charge next) implements ChargeDecision {}

    /// No change: the request is a repetition, or the key is voided.
    record NothingToDo(Charge current) implements ChargeDecision {}

    /// The idempotency key was used with different terms.
    record IdempotencyKeyConflict() implements ChargeDecision {}
}
