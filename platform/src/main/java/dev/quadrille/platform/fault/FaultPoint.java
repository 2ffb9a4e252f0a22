package dev.quadrille.platform.fault;

/// Where the system can be broken on purpose.
public enum FaultPoint {
    /// A batch was handled and written, its transaction is about to commit.
    CONSUMER_BEFORE_COMMIT,
    /// The transaction of a batch is committed, the offsets are not.
    CONSUMER_AFTER_COMMIT,
    /// The relay has read rows from the outbox and sent nothing yet.
    RELAY_BEFORE_SEND,
    /// The broker has acknowledged the relay's records, the rows are still in the outbox.
    RELAY_BEFORE_DELETE
}
