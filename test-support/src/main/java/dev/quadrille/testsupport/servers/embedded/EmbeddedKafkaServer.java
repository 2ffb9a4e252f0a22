package dev.quadrille.testsupport.servers.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.testsupport.servers.FreePort;
import dev.quadrille.testsupport.servers.ServerSettings;
import dev.quadrille.testsupport.servers.TestKafkaServer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.support.GenericApplicationContext;

/// A real Kafka broker with its controller (KRaft, one node) in this JVM.
public final class EmbeddedKafkaServer implements TestKafkaServer {

    private final int port = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final Path directory = ServerDirectory.create("kafka", this::stop);
    private volatile KafkaRaftServer server;

    private EmbeddedKafkaServer() {
        format();
        server = run();
    }

    public static TestKafkaServer launch() {
        return new EmbeddedKafkaServer();
    }

    private void format() {
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setSupportedFeatures(List.copyOf(Feature.PRODUCTION_FEATURES))
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory, e);
        }
    }

    private KafkaRaftServer run() {
        KafkaRaftServer started =
                new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
        started.startup();
        return started;
    }

    private Properties properties() {
        String broker = "PLAINTEXT://127.0.0.1:" + port;
        Properties properties = new Properties();
        properties.putAll(ServerSettings.KAFKA);
        properties.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners", broker,
                        "controller.listener.names", "CONTROLLER",
                        "inter.broker.listener.name", "PLAINTEXT",
                        "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "log.dirs", directory.toString()));
        return properties;
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
        server.shutdown();
        server.awaitShutdown();
    }

    @Override
    public void restart() {
        server = run();
    }

    @Override
    public String toString() {
        return "Kafka " + AppInfoParser.getVersion() + ", embedded, port " + port;
    }
}
