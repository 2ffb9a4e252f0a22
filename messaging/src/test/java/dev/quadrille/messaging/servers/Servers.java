package dev.quadrille.messaging.servers;

import dev.quadrille.messaging.servers.containers.ContainerKafkaServer;
import dev.quadrille.messaging.servers.containers.ContainerPostgresServer;
import dev.quadrille.messaging.servers.containers.Engine;
import dev.quadrille.messaging.servers.embedded.EmbeddedKafkaServer;
import dev.quadrille.messaging.servers.embedded.EmbeddedPostgresServer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/// The one place that chooses the servers: in containers where a Docker engine answers, embedded
/// where none does, or as `-Dquadrille.servers=containers` or `embedded` demands. Each is started
/// at its first use, once per JVM, says so, and is stopped with the JVM.
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final SingletonSupplier<ServerChoice> CHOICE =
            SingletonSupplier.of(() ->
                    ServerChoice.make(System.getProperty(ServerChoice.PROPERTY), Engine::obstacle));

    private Servers() {}

    public static TestPostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static TestKafkaServer kafka() {
        return Kafka.SERVER;
    }

    /// Makes the broker, and this database, those of a context that has not started yet.
    public static void connect(ConfigurableApplicationContext context, Database database) {
        kafka().connect((GenericApplicationContext) context);
        // No container's @ServiceConnection: it knows one database, and every class needs its own.
        context.getBeanFactory().registerSingleton("databaseOfTheTest", database);
    }

    private static <T> T launch(Supplier<T> container, Supplier<T> embedded) {
        try {
            ServerChoice choice = CHOICE.obtain();
            T server = (choice.containers() ? container : embedded).get();
            LOG.info("tests run on {}: {}", server, choice.reason());
            return server;
        } catch (RuntimeException e) {
            // Whoever wants to know why everything fails would have to dig for it.
            LOG.error("tests have nothing to run on: {}", e.getMessage());
            throw e;
        }
    }

    private static final class Postgres {
        static final TestPostgresServer SERVER =
                launch(ContainerPostgresServer::launch, EmbeddedPostgresServer::launch);
    }

    private static final class Kafka {
        static final TestKafkaServer SERVER =
                launch(ContainerKafkaServer::launch, EmbeddedKafkaServer::launch);
    }
}
