package dev.quadrille.platform.idempotency;

/// The prior use of an idempotency key.
public sealed interface PriorRequest {

    /// No stored use: the request must be executed.
    record Nothing() implements PriorRequest {}

    /// The same request was executed, with this response.
    record Answered(String answer) implements PriorRequest {}

    /// The key was used for a different request.
    record OtherRequest() implements PriorRequest {}

    /// Another transaction is executing a request with this key.
    record StillRunning() implements PriorRequest {}
}
