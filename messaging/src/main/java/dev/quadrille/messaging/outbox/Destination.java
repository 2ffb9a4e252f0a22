package dev.quadrille.messaging.outbox;

/// A partition of a topic: what the broker takes or refuses independently of all others.
record Destination(String topic, int partition) {

    @Override
    public String toString() {
        return topic + '-' + partition;
    }
}
