package dev.quadrille.messaging;

import dev.quadrille.orderflow.Participant;

/// A participant's part in the flow: its rows as {@link Handles} methods, between loading and
/// saving what it has on record. A batch is one transaction: load once, decide each event in turn,
/// save once. A service whose methods differ from its rows in {@link
/// dev.quadrille.orderflow.OrderFlow} refuses to start.
///
/// @param <W> the work: what is on record of all orders that a batch touches
public interface SagaParticipant<W> {

    Participant participant();

    /// Loads what the batch touches, in one query a table however many events there are.
    W load(Batch batch);

    /// Writes what the decisions have changed, before what they publish is appended to the outbox.
    void save(W work);
}
