package dev.quadrille.messaging.idempotency;

/// What came of a key before.
public sealed interface Earlier {

    /// Nothing that is remembered: the request is to be done.
    record Nothing() implements Earlier {}

    /// The same request was done, with this answer.
    record Answered(String answer) implements Earlier {}

    /// The key stands for another request.
    record OtherRequest() implements Earlier {}

    /// Another transaction works on it right now.
    record StillRunning() implements Earlier {}
}
