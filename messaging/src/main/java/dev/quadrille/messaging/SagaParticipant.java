package dev.quadrille.messaging;

import dev.quadrille.orderflow.Participant;

/// A participant of the choreographed saga: {@link Handles} methods between loading and saving.
/// Each batch is one transaction. A service whose methods differ from its rows in {@link
/// dev.quadrille.orderflow.OrderFlow} refuses to start.
///
/// Decision record: `docs/decisions/0003-effects-once-by-state.md`.
///
/// @param <W> the unit of work: the recorded state of all orders of a batch
public interface SagaParticipant<W> {

    Participant participant();

    /// Uses one query per table, whatever the number of events.
    W load(Batch batch);

    /// Called before the published events are appended to the outbox.
    void save(W work);
}
