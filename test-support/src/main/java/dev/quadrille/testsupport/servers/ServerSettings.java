package dev.quadrille.testsupport.servers;

import java.util.Map;

/// The settings of the test servers, in containers or embedded.
public final class ServerSettings {

    /// Test libraries often switch the first two off.
    public static final Map<String, String> POSTGRES =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "200");

    public static final Map<String, String> KAFKA =
            Map.of(
                    // An automatically created topic would have one partition for good.
                    "auto.create.topics.enable", "false",
                    "offsets.topic.replication.factor", "1",
                    "offsets.topic.num.partitions", "1",
                    "transaction.state.log.replication.factor", "1",
                    "transaction.state.log.min.isr", "1",
                    // Lets a test shorten the session timeout of a group member.
                    "group.min.session.timeout.ms", "1000",
                    "group.initial.rebalance.delay.ms", "0",
                    "log.cleaner.dedupe.buffer.size", "4194304",
                    "num.network.threads", "2",
                    "num.io.threads", "4");

    private ServerSettings() {}
}
