package dev.quadrille.messaging.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/// Port to the message broker, which stores events durably.
interface EventSender {

    /// Sends rows of one destination, waits for the acknowledgements, and returns the acknowledged
    /// rows in the given order. Called concurrently for different destinations.
    List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows)
            throws InterruptedException;

    /// Sends one row. The result completes when it is acknowledged, or with the failure. May block
    /// for seconds when the broker is unavailable.
    CompletableFuture<?> send(OutboxRow row) throws InterruptedException;
}
