package dev.quadrille.testsupport.servers.embedded;

import dev.quadrille.servers.kafka.KafkaNode;
import dev.quadrille.testsupport.servers.FreePort;
import dev.quadrille.testsupport.servers.ServerSettings;
import dev.quadrille.testsupport.servers.TestKafkaServer;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.support.GenericApplicationContext;

/// A real Kafka broker with its controller (KRaft, one node) in this JVM.
public final class EmbeddedKafkaServer implements TestKafkaServer {

    private final int port = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final Path directory = ServerDirectory.create("kafka", this::stop);
    private volatile KafkaNode node;

    private EmbeddedKafkaServer() {
        node = run();
    }

    public static TestKafkaServer launch() {
        return new EmbeddedKafkaServer();
    }

    private KafkaNode run() {
        try {
            KafkaNode started =
                    KafkaNode.in(
                            directory.resolve("data"), port, controllerPort, ServerSettings.KAFKA);
            started.start();
            return started;
        } catch (Exception e) {
            throw new IllegalStateException("cannot start Kafka in " + directory, e);
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void connect(GenericApplicationContext context) {
        context.registerBean(
                "testBroker",
                KafkaConnectionDetails.class,
                () -> () -> List.of(bootstrapServers()));
    }

    @Override
    public void stop() {
        node.stop();
    }

    @Override
    public void restart() {
        node = run();
    }

    @Override
    public String toString() {
        return "Kafka " + AppInfoParser.getVersion() + ", embedded, port " + port;
    }
}
