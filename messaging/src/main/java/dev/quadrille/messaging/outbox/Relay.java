package dev.quadrille.messaging.outbox;

/// Carries what stands in the outbox to the broker. A port, so that another way of doing it (change
/// data capture, say) can be put in its place and measured.
public interface Relay {

    /// Tells the relay that rows were committed, so that it need not wait for its next look. Never
    /// blocks.
    void wake();
}
