package dev.quadrille.messaging.outbox;

import java.util.Collection;
import java.util.List;

/// Takes facts for good.
interface Broker {

    /// Sends all, waits for all, and returns those that the broker has acknowledged, in the order
    /// given.
    List<OutboxRow> send(Collection<OutboxRow> facts) throws InterruptedException;
}
