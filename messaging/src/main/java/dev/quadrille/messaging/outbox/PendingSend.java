package dev.quadrille.messaging.outbox;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/// A row under way to the broker.
record PendingSend(OutboxRow row, Future<RecordMetadata> answer) {

    /// Whether it has failed by what would fail the next one, too.
    boolean hasFailedForNow() {
        return answer.state() == Future.State.FAILED
                && answer.exceptionNow() instanceof RetriableException;
    }

    /// Waits for the broker. Throws {@link ExecutionException} if it did not take the row.
    OutboxRow acknowledged() throws ExecutionException, InterruptedException {
        answer.get();
        return row;
    }
}
