package dev.quadrille.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// Creates and lists topics of the stack's broker.
final class BrokerTopics implements AutoCloseable {

    private final Admin admin;

    BrokerTopics(StackLayout layout) {
        String broker = "127.0.0.1:" + layout.ports().of(Component.KAFKA);
        this.admin = Admin.create(Map.of("bootstrap.servers", broker));
    }

    void create(String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 12, (short) 1))).all().get();
    }

    Set<String> names() throws Exception {
        return admin.listTopics().names().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
