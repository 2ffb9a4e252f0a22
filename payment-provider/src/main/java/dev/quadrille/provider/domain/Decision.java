package dev.quadrille.provider.domain;

/// What follows from a request and what is on record.
public sealed interface Decision {

    /// A new state, to be put on record before anyone hears of it.
    record Change(Charge next) implements Decision {}

    /// The request was carried out before, or is void; the state answers it.
    record NothingToDo(Charge current) implements Decision {}

    /// The key stands for something else.
    record OtherTerms() implements Decision {}
}
