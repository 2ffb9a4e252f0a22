package dev.quadrille.local.kafka;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// The main class of the broker's process. Formats the data directory on the first start, and
/// creates a marker file when the broker is ready.
public final class EmbeddedKafkaBroker {

    private EmbeddedKafkaBroker() {}

    /// Expects the data directory, the broker's port, the controller's port and the marker file.
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        BrokerProperties properties =
                new BrokerProperties(
                        data, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        if (!Files.isDirectory(data)) {
            format(data);
        }
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties.toProperties()), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        Files.createFile(Path.of(arguments[3]));
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        Path draft = Files.createDirectories(data.resolveSibling(data.getFileName() + ".draft"));
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setDirectories(List.of(draft.toString()))
                .setMetadataLogDirectory(draft.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setSupportedFeatures(new ArrayList<>(Feature.PRODUCTION_FEATURES))
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setIgnoreFormatted(true)
                .setPrintStream(System.out)
                .run();
        // The rename comes last, so that a partly formatted directory is never used.
        Files.move(draft, data, ATOMIC_MOVE);
    }
}
