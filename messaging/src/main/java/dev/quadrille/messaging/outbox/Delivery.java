package dev.quadrille.messaging.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A batch of rows in flight to one destination, under the fencing epoch of the lease.
///
/// @param hasMore whether the destination may have more rows that can be sent next
record Delivery(
        Destination destination,
        List<OutboxRow> rows,
        long epoch,
        boolean hasMore,
        CompletableFuture<List<OutboxRow>> acknowledgement) {

    static Delivery start(
            EventSender sender, RelayBatch batch, List<OutboxRow> sendable, long epoch) {
        Destination destination = batch.destination();
        CompletableFuture<List<OutboxRow>> acknowledgement = new CompletableFuture<>();
        // On its own thread: a send may block for seconds while the metadata of the topic is
        // unknown.
        Thread.ofVirtual()
                .name("relay-" + destination)
                .start(() -> complete(acknowledgement, sender, destination, sendable));
        boolean hasMore = batch.mayHaveMore() || sendable.size() < batch.rows().size();
        return new Delivery(destination, sendable, epoch, hasMore, acknowledgement);
    }

    private static void complete(
            CompletableFuture<List<OutboxRow>> acknowledgement,
            EventSender sender,
            Destination destination,
            List<OutboxRow> sendable) {
        try {
            acknowledgement.complete(sender.send(destination, sendable));
        } catch (InterruptedException | RuntimeException | Error e) {
            // Catches Error too: a future that never completes would block the destination for
            // good.
            acknowledgement.completeExceptionally(e);
        }
    }

    boolean isDone() {
        return acknowledgement.isDone();
    }

    /// Throws {@link CompletionException} if the result is unknown.
    List<OutboxRow> acknowledged() {
        return acknowledgement.join();
    }
}
