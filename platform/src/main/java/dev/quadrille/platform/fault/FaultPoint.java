package dev.quadrille.platform.fault;

/// A point at which a fault can be injected.
public enum FaultPoint {
    /// A batch was handled and written; its transaction is about to commit.
    CONSUMER_BEFORE_COMMIT,
    /// The transaction of a batch is committed; the offsets are not.
    CONSUMER_AFTER_COMMIT,
    /// The relay has read rows from the outbox and has sent none of them.
    RELAY_BEFORE_SEND,
    /// The broker has acknowledged the relay's records; the rows are still in the outbox.
    RELAY_BEFORE_DELETE,
    /// A connection outside the pool is about to be used.
    DEDICATED_CONNECTION
}
