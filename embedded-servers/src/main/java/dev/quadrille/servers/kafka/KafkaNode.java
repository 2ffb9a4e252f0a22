package dev.quadrille.servers.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// A Kafka broker and its controller in this JVM. Not reusable after a stop; a new node with the
/// same data directory continues with its topics.
public final class KafkaNode {

    private final KafkaRaftServer server;

    private KafkaNode(KafkaRaftServer server) {
        this.server = server;
    }

    /// Creates a node without starting it. Formats the data directory if it does not exist.
    ///
    /// @param settings of the broker, by the names of Kafka's configuration
    public static KafkaNode in(
            Path data, int port, int controllerPort, Map<String, String> settings)
            throws Exception {
        if (!Files.isDirectory(data)) {
            format(data);
        }
        NodeProperties properties = new NodeProperties(data, port, controllerPort, settings);
        return new KafkaNode(
                new KafkaRaftServer(KafkaConfig.fromProps(properties.toProperties()), Time.SYSTEM));
    }

    /// Starts the node and returns when it is ready.
    public void start() {
        server.startup();
    }

    private static void format(Path data) throws Exception {
        Path draft = Files.createDirectories(data.resolveSibling(data.getFileName() + ".draft"));
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NodeProperties.NODE_ID)
                .setDirectories(List.of(draft.toString()))
                .setMetadataLogDirectory(draft.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setSupportedFeatures(new ArrayList<>(Feature.PRODUCTION_FEATURES))
                .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                .run();
        // The rename comes last, so that a partly formatted directory is never used.
        Files.move(draft, data, ATOMIC_MOVE);
    }

    /// Stops the node and returns when it has ended.
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    void awaitShutdown() {
        server.awaitShutdown();
    }
}
