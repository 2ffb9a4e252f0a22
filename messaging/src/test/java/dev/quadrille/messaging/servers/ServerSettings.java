package dev.quadrille.messaging.servers;

import java.util.Map;

/// What servers are told for tests, wherever they run.
public final class ServerSettings {

    /// Libraries for tests like to switch the first two off.
    public static final Map<String, String> POSTGRES =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "200");

    public static final Map<String, String> KAFKA =
            Map.of(
                    // A topic that came to be by itself would have one partition, for ever.
                    "auto.create.topics.enable", "false",
                    "offsets.topic.replication.factor", "1",
                    "offsets.topic.num.partitions", "1",
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    // Lets a test have a member declared dead sooner.
                    "group.min.session.timeout.ms", "1000",
                    "group.initial.rebalance.delay.ms", "0",
                    "log.cleaner.dedupe.buffer.size", "4194304",
                    "num.network.threads", "2",
                    "num.io.threads", "4");

    private ServerSettings() {}
}
