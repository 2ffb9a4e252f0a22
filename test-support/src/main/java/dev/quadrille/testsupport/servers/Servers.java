package dev.quadrille.testsupport.servers;

import dev.quadrille.testsupport.servers.containers.ContainerKafkaServer;
import dev.quadrille.testsupport.servers.containers.ContainerPostgresServer;
import dev.quadrille.testsupport.servers.containers.Engine;
import dev.quadrille.testsupport.servers.embedded.EmbeddedKafkaServer;
import dev.quadrille.testsupport.servers.embedded.EmbeddedPostgresServer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/// Chooses and starts the test servers: in containers if a Docker engine answers, embedded
/// otherwise, or as requested with `-Dquadrille.servers=containers` or `embedded`. Each server
/// starts on first use, once per JVM, logs that it runs, and stops with the JVM.
public final class Servers {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    private static final SingletonSupplier<ServerChoice> CHOICE =
            SingletonSupplier.of(() ->
                    ServerChoice.choose(
                            System.getProperty(ServerChoice.PROPERTY), Engine::obstacle));

    private Servers() {}

    public static TestPostgresServer postgres() {
        return Postgres.SERVER;
    }

    public static TestKafkaServer kafka() {
        return Kafka.SERVER;
    }

    /// Connects a context that has not started yet to the broker and to this database.
    public static void connect(ConfigurableApplicationContext context, Database database) {
        kafka().connect((GenericApplicationContext) context);
        // Not the @ServiceConnection of a container, which knows one database: every class needs
        // its own.
        context.getBeanFactory().registerSingleton("testDatabase", database);
    }

    private static <T> T launch(Supplier<T> container, Supplier<T> embedded) {
        try {
            ServerChoice choice = CHOICE.obtain();
            T server = (choice.containers() ? container : embedded).get();
            LOG.info("tests run on {}: {}", server, choice.reason());
            return server;
        } catch (RuntimeException e) {
            // Otherwise the reason would be hidden among the failures of all tests.
            LOG.error("test servers cannot start: {}", e.getMessage());
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
