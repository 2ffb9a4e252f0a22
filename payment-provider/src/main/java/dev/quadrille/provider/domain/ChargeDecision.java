package dev.quadrille.provider.domain;

/// What follows from a request and what is on record.
public sealed interface ChargeDecision {

    /// A new state, to be put on record before anyone hears of it.
    record Change(Charge next) implements ChargeDecision {}

    /// The request was carried out before, or is void; the state answers it.
    record NothingToDo(Charge current) implements ChargeDecision {}

    /// The key stands for something else.
    record IdempotencyKeyConflict() implements ChargeDecision {}
}
