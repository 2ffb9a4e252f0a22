package dev.quadrille.messaging.outbox;

/// A partition of a topic: the unit that the broker accepts or rejects independently of all others.
record Destination(String topic, int partition) {

    @Override
    public String toString() {
        return topic + '-' + partition;
    }
}
