package dev.quadrille.messaging.outbox;

import java.util.List;

/// Stores events durably.
interface EventSender {

    /// Sends rows of one destination, waits for the answers, and returns the rows that the broker
    /// has acknowledged, in the order given. Called for several destinations at the same time.
    List<OutboxRow> send(Destination destination, List<OutboxRow> rows) throws InterruptedException;
}
