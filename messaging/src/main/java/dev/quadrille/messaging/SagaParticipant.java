package dev.quadrille.messaging;

import dev.quadrille.orderflow.Participant;

/// A participant of the choreographed saga. Its {@link Handles} methods handle its rows of the
/// flow, between loading and saving. A batch is one transaction: the participant loads once,
/// decides on each event in turn, and saves once. A service whose methods differ from its rows in
/// {@link dev.quadrille.orderflow.OrderFlow} refuses to start.
///
/// @param <W> the unit of work: the recorded state of all orders of a batch
public interface SagaParticipant<W> {

    Participant participant();

    /// Loads the state of all orders of the batch, with one query per table whatever the number of
    /// events.
    W load(Batch batch);

    /// Writes the changes, before the published events are appended to the outbox.
    void save(W work);
}
