package dev.quadrille.messaging.deadletter;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Counts and logs only what has come true.
record AfterCommit(Runnable work) implements TransactionSynchronization {

    static void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new AfterCommit(work));
    }

    @Override
    public void afterCommit() {
        work.run();
    }
}
