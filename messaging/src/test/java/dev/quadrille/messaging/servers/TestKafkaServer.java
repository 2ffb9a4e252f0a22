package dev.quadrille.messaging.servers;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.support.GenericApplicationContext;

/// A Kafka broker that creates no topic by itself, and that a test may take away and bring back.
public interface TestKafkaServer {

    String bootstrapServers();

    /// Makes this the broker of a context that has not started yet, and that will not end it.
    void connect(GenericApplicationContext context);

    /// Deletes all topics, and with them all offsets of all groups.
    default void clear() {
        Map<String, Object> properties =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            Set<String> topics = admin.listTopics().names().get();
            admin.deleteTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot delete all topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop();

    /// Brings the broker back on the same port, with all that it had taken.
    void restart();
}
