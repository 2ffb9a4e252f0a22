package dev.quadrille.testsupport.servers.containers;

import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.servers.FreePort;
import dev.quadrille.testsupport.servers.TestKafkaServer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.context.support.GenericApplicationContext;

/// Kafka in a container, with the image of the compose file.
public final class ContainerKafkaServer implements TestKafkaServer {

    private final int port = FreePort.find();
    private final BrokerContainer broker = new BrokerContainer(port);
    private final KeptContainer container =
            KeptContainer.launch(broker, port, BrokerContainer.PORT);

    private ContainerKafkaServer() {}

    public static TestKafkaServer launch() {
        return new ContainerKafkaServer();
    }

    @Override
    public String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    @Override
    public void connect(GenericApplicationContext context) {
        context.registerBean(BrokerConnection.class, () -> new BrokerConnection(broker));
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void restart() {
        container.restart();
        Map<String, Object> properties =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            // A broker is not listed before it accepts records.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !admin.describeCluster().nodes().get().isEmpty());
        }
    }

    @Override
    public String toString() {
        return "Kafka, container of %s, port %d".formatted(broker.getDockerImageName(), port);
    }
}
