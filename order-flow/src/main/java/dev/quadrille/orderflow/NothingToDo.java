package dev.quadrille.orderflow;

/// Why an event changes nothing.
public enum NothingToDo {
    /// The step was taken, or refused, when this event was handled before.
    ALREADY_DONE,
    /// The order was cancelled before this step; what is found is the tombstone, or the trace of
    /// its undoing.
    ORDER_CANCELLED,
    /// The order has its end, and this came too late to change it.
    ORDER_ENDED,
    /// This participant refused its step or never had one to take, and so has nothing to undo and
    /// no answer to give.
    NOTHING_TO_UNDO,
    /// An outside party gave no answer that says what happened; it must be asked again.
    NOTHING_KNOWN
}
