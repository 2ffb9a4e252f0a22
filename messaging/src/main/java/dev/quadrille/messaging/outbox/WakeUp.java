package dev.quadrille.messaging.outbox;

import org.springframework.transaction.support.TransactionSynchronization;

/// Tells the relay of new rows once they can be seen.
record WakeUp(Relay relay) implements TransactionSynchronization {

    @Override
    public void afterCommit() {
        relay.wake();
    }
}
