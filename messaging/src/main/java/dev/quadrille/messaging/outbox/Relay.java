package dev.quadrille.messaging.outbox;

/// Message relay of the transactional outbox: publishes its rows to the broker. A port, so that
/// another implementation, for example change data capture, can replace the polling relay and be
/// measured.
///
/// Decision record: `docs/decisions/0004-outbox-and-relay.md`.
public interface Relay {

    /// Signals that rows were committed, so that the relay need not wait for its next poll. Never
    /// blocks.
    void wake();
}
