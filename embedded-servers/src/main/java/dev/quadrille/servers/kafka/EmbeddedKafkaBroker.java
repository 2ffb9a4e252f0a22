package dev.quadrille.servers.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The main class of the broker's process. Creates a marker file when the broker is ready.
public final class EmbeddedKafkaBroker {

    /// Small thread pools, and no automatic creation of topics.
    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "4"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "4"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                    Map.entry("num.network.threads", "2"),
                    Map.entry("num.io.threads", "4"));

    private EmbeddedKafkaBroker() {}

    /// Expects the data directory, the broker's port, the controller's port and the marker file.
    public static void main(String[] arguments) throws Exception {
        KafkaNode node =
                KafkaNode.in(
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        SETTINGS);
        Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "shutdown"));
        node.start();
        Files.createFile(Path.of(arguments[3]));
        node.awaitShutdown();
    }
}
