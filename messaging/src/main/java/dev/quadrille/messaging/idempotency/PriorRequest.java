package dev.quadrille.messaging.idempotency;

/// What came of a key before.
public sealed interface PriorRequest {

    /// Nothing that is remembered: the request is to be done.
    record Nothing() implements PriorRequest {}

    /// The same request was done, with this answer.
    record Answered(String answer) implements PriorRequest {}

    /// The key stands for another request.
    record OtherRequest() implements PriorRequest {}

    /// Another transaction works on it right now.
    record StillRunning() implements PriorRequest {}
}
