package dev.quadrille.query.application.rebuild;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.query.application.ReadModel;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The collaborators of a rebuild.
@Component
record RebuildTools(
        Rebuilds rebuilds,
        Checkpoints checkpoints,
        ShadowTables shadow,
        @Qualifier("shadowReadModel") ReadModel shadowReadModel,
        ModelComparison models,
        TopicReaders logs,
        DeadLetters deadLetters,
        TransactionTemplate transaction) {

    /// The same collaborators for another set of tables.
    RebuildTools with(ShadowTables other) {
        return new RebuildTools(
                rebuilds,
                checkpoints,
                other,
                shadowReadModel,
                models,
                logs,
                deadLetters,
                transaction);
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(_ -> work.run());
    }
}
