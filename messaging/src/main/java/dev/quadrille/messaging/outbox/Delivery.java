package dev.quadrille.messaging.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Rows of one destination under way to the broker.
///
/// @param epoch of the lease under which they were sent
/// @param leavesMore whether the destination may have more rows that could be sent next
/// @param answer the rows that the broker has acknowledged
record Delivery(
        Destination destination,
        List<OutboxRow> rows,
        long epoch,
        boolean leavesMore,
        CompletableFuture<List<OutboxRow>> answer) {

    static Delivery start(EventSender broker, RelayBatch portion, long epoch) {
        List<OutboxRow> turn = portion.turn();
        Destination destination = portion.destination();
        CompletableFuture<List<OutboxRow>> answer = new CompletableFuture<>();
        // A thread of its own: a send may block for seconds while the topic's metadata is unknown.
        Thread.ofVirtual()
                .name("relay-" + destination)
                .start(() -> complete(answer, broker, destination, turn));
        boolean leavesMore = portion.mayHaveMore() || turn.size() < portion.rows().size();
        return new Delivery(destination, turn, epoch, leavesMore, answer);
    }

    private static void complete(
            CompletableFuture<List<OutboxRow>> answer,
            EventSender broker,
            Destination destination,
            List<OutboxRow> turn) {
        try {
            answer.complete(broker.send(destination, turn));
        } catch (InterruptedException | RuntimeException | Error e) {
            // An Error too: an answer that never came would block the destination for good.
            answer.completeExceptionally(e);
        }
    }

    boolean isDone() {
        return answer.isDone();
    }

    /// What the broker took. Throws {@link CompletionException} if that is not known.
    List<OutboxRow> acknowledged() {
        return answer.join();
    }
}
