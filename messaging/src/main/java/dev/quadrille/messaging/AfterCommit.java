package dev.quadrille.messaging;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Runs work after the current transaction has committed: signals, and metrics and logs that must
/// not report what was rolled back.
public record AfterCommit(Runnable work) implements TransactionSynchronization {

    public static void run(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new AfterCommit(work));
    }

    @Override
    public void afterCommit() {
        work.run();
    }
}
