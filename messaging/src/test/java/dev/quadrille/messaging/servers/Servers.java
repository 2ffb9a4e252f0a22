package dev.quadrille.messaging.servers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that chooses the servers. Each is started at its first use, once per JVM, and
/// stopped with the JVM.
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private Servers() {}

    public static PostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static KafkaServer kafka() {
        return Kafka.SERVER;
    }

    private static <T> T announce(T server) {
        LOG.info("tests run on {}", server);
        return server;
    }

    private static final class Postgres {
        static final PostgresServer SERVER = announce(EmbeddedPostgresServer.launch());
    }

    private static final class Kafka {
        static final KafkaServer SERVER = announce(EmbeddedKafkaServer.launch());
    }
}
