package dev.quadrille.testsupport.servers;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.support.GenericApplicationContext;

/// A Kafka broker that does not create topics automatically, and that a test may stop and restart.
public interface TestKafkaServer {

    String bootstrapServers();

    /// Connects a context that has not started yet to this broker. Closing the context does not
    /// stop the broker.
    void connect(GenericApplicationContext context);

    /// Deletes all topics, and with them the offsets of all groups.
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

    /// Restarts the broker on the same port with all its records.
    void restart();
}
