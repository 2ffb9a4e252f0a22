package dev.quadrille.messaging.outbox;

import org.springframework.transaction.support.TransactionSynchronization;

/// Wakes the relay after the commit, when it can see the new rows.
record WakeUp(Relay relay) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
        relay.wake();
    }
}
