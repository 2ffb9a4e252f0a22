package dev.quadrille.messaging.relay;

import java.util.List;

/// Port to the message broker, which stores events durably.
interface EventSender {

    /// Sends rows of one destination, waits for the acknowledgements, and returns the acknowledged
    /// rows in the given order. Called concurrently for different destinations.
    List<OutboxRow> send(Destination destination, List<OutboxRow> rows) throws InterruptedException;
}
