package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.Logs;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.query.application.ReadModel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a rebuild works with.
@Component
record RebuildTools(
        Rebuilds rebuilds,
        Checkpoints checkpoints,
        SpareSet spare,
        @Qualifier("spareReadModel") ReadModel spareReadModel,
        ModelComparison models,
        Logs logs,
        DeadLetters deadLetters,
        TransactionTemplate transaction) {

    /// The same tools for another set.
    RebuildTools with(SpareSet other) {
        return new RebuildTools(
                rebuilds,
                checkpoints,
                other,
                spareReadModel,
                models,
                logs,
                deadLetters,
                transaction);
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }
}
