package dev.quadrille.messaging.servers;

/// A Kafka broker that creates no topic by itself, and that a test may take away and bring back.
public interface KafkaServer {

    String bootstrapServers();

    /// Deletes all topics, and with them all offsets of all groups.
    void clear();

    void stop();

    /// Brings the broker back on the same port, with all that it had taken.
    void restart();
}
