package dev.quadrille.testsupport.servers.containers;

import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.FreePort;
import dev.quadrille.testsupport.servers.ServerSettings;
import dev.quadrille.testsupport.servers.TestDatabases;
import dev.quadrille.testsupport.servers.TestPostgresServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// PostgreSQL in a container, with the image of the compose file.
public final class ContainerPostgresServer implements TestPostgresServer {

    private static final String SUPERUSER = "postgres";

    private final int port = FreePort.find();
    private final PostgreSQLContainer postgres =
            new PostgreSQLContainer(Images.postgres())
                    .withDatabaseName(SUPERUSER)
                    .withUsername(SUPERUSER)
                    .withPassword(SUPERUSER)
                    .withCommand(command());
    private final KeptContainer container =
            KeptContainer.launch(postgres, port, PostgreSQLContainer.POSTGRESQL_PORT);
    private final TestDatabases databases =
            new TestDatabases(
                    new DriverManagerDataSource(postgres.getJdbcUrl(), SUPERUSER, SUPERUSER),
                    postgres.getHost() + ":" + port);

    private ContainerPostgresServer() {}

    public static TestPostgresServer launch() {
        return new ContainerPostgresServer();
    }

    private static String[] command() {
        Stream<String> settings = ServerSettings.POSTGRES.entrySet().stream().map(it -> "-c" + it);
        return Stream.concat(Stream.of("postgres"), settings).toArray(String[]::new);
    }

    @Override
    public Database newDatabase() {
        return databases.create();
    }

    @Override
    public void crash() {
        container.kill();
    }

    @Override
    public void restart() {
        container.restart();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(databases::serverVersion, version -> !version.isEmpty());
    }

    @Override
    public String toString() {
        return "PostgreSQL %s, container of %s, port %d"
                .formatted(databases.serverVersion(), postgres.getDockerImageName(), port);
    }
}
