package dev.quadrille.messaging.outbox;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;

/// A row that was handed to the producer and is not acknowledged yet.
record PendingSend(OutboxRow row, Future<RecordMetadata> acknowledgement) {

    /// Whether the send has failed because of a transient condition that affects the next send too.
    boolean hasFailedTransiently() {
        return acknowledgement.state() == Future.State.FAILED
                && acknowledgement.exceptionNow() instanceof RetriableException;
    }

    /// Throws {@link ExecutionException} if the broker rejected the row.
    OutboxRow acknowledged() throws ExecutionException, InterruptedException {
        acknowledgement.get();
        return row;
    }
}
