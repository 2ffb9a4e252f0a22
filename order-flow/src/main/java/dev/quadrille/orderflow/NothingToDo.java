package dev.quadrille.orderflow;

/// Why an event changes nothing.
public enum NothingToDo {
    /// The participant took or refused the step when it handled this event before.
    ALREADY_DONE,
    /// The order was cancelled before this step: the state is a tombstone or a completed
    /// compensation.
    ORDER_CANCELLED,
    /// The order is already confirmed or cancelled.
    ORDER_ENDED,
    /// This participant refused its step or never had one, so it has nothing to undo and publishes
    /// nothing.
    NOTHING_TO_UNDO,
    /// The outcome of an external call is unknown; the call must be repeated.
    NOTHING_KNOWN
}
