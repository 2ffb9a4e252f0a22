package dev.quadrille.local;

import static dev.quadrille.local.Component.KAFKA;
import static dev.quadrille.local.Component.POSTGRES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.process.ProcessSpec;
import dev.quadrille.local.process.Signal;
import dev.quadrille.local.process.StartFailed;
import dev.quadrille.local.process.Supervisor;
import dev.quadrille.local.process.pidfile.ProcessRecord;
import dev.quadrille.local.process.pidfile.RunDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Starts, kills and damages the real PostgreSQL and the real Kafka.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InfrastructureIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path home;
    private StackLayout layout;
    private OrderDatabase database;

    @BeforeEach
    void choosePorts() {
        layout = new StackLayout(Path.of(".."), home, FreePorts.find());
        database = new OrderDatabase(layout);
    }

    @Test
    void createsDurableDatabasesThatOtherServicesCannotConnectTo() throws SQLException {
        try (LocalStack stack = open()) {
            stack.start(POSTGRES);

            assertThat(database.query("SHOW fsync")).isEqualTo("on");
            assertThat(database.query("SHOW synchronous_commit")).isEqualTo("on");
            assertThat(database.query("SHOW server_version")).startsWith("18.");
            assertThatThrownBy(() -> database.connect("payment_service").close())
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void rejectsADatabaseWithoutDurableCommits() throws SQLException {
        try (LocalStack stack = open()) {
            stack.start(POSTGRES);
            database.run("ALTER ROLE order_service SET synchronous_commit = off");
            stack.stop(POSTGRES);

            assertThatThrownBy(() -> stack.start(POSTGRES))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("synchronous_commit=off for order_service");
        }
    }

    @Test
    void startsTheBrokerInTheTurkishLocale() {
        ProcessSpec broker = new ProcessPlan(layout).of(ComponentInstance.first(KAFKA));
        Supervisor supervisor =
                new Supervisor(new RunDirectory(layout.run()), layout.logs(), StackListener.NONE);
        supervisor.start(
                new ProcessSpec(
                        broker.name(),
                        broker.command(),
                        Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR"),
                        broker.readiness(),
                        Signal.TERM,
                        broker.beforeLaunch()));
        try {
            supervisor.awaitReady(broker.name(), TIMEOUT);
        } finally {
            supervisor.stop(broker.name());
        }
    }

    @Test
    void restartsAKilledDatabaseWithItsData() throws SQLException {
        try (LocalStack stack = open()) {
            stack.start(POSTGRES);
            database.run("CREATE TABLE kept AS SELECT 42 AS answer");

            stack.kill(POSTGRES);
            stack.start(POSTGRES);
            assertThat(database.query("SELECT answer FROM kept")).isEqualTo("42");

            stack.process(POSTGRES).orElseThrow().destroyForcibly();
            await().atMost(TIMEOUT).until(() -> stack.restarts(POSTGRES) > 0);
            stack.awaitReady(POSTGRES);
            assertThat(database.query("SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void terminatesTheOrphanedDatabaseOfAKilledLauncher() throws Exception {
        LauncherInAnotherJvm.startPostgresAndKill(layout);
        ProcessRecord orphan = new RunDirectory(layout.run()).find("postgres").orElseThrow();
        assertThat(orphan.isAlive()).isTrue();
        assertThat(database.query("SELECT 1")).isEqualTo("1");

        try (LocalStack stack = open()) {
            assertThat(orphan.isAlive()).isFalse();
            stack.start(POSTGRES);

            assertThat(postmasters()).containsExactly(stack.process(POSTGRES).orElseThrow().pid());
        }
        assertThat(postmasters()).isEmpty();
    }

    @Test
    void terminatesAnOrphanedDatabaseWithoutAPidFile() throws Exception {
        LauncherInAnotherJvm.startPostgresAndKill(layout);
        Files.delete(layout.run().resolve("postgres.pid"));

        try (LocalStack stack = open()) {
            stack.start(POSTGRES);

            assertThat(postmasters()).containsExactly(stack.process(POSTGRES).orElseThrow().pid());
        }
    }

    @Test
    void startsADatabaseAfterAnotherProcessHasReusedItsPid() throws Exception {
        try (LocalStack stack = open()) {
            stack.start(POSTGRES);
            stack.kill(POSTGRES);
            Path lock = layout.data(POSTGRES).resolve("data/postmaster.pid");
            List<String> lines = Files.readAllLines(lock);
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            Files.write(lock, lines);

            stack.start(POSTGRES);

            assertThat(database.query("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void reportsTheLogOfADamagedDatabase() throws IOException {
        try (LocalStack stack = open()) {
            stack.start(POSTGRES);
            stack.stop(POSTGRES);
            Files.delete(layout.data(POSTGRES).resolve("data/global/pg_control"));

            assertThatThrownBy(() -> stack.start(POSTGRES))
                    .isInstanceOfSatisfying(
                            StartFailed.class,
                            failure ->
                                    assertThat(failure.output())
                                            .anyMatch(line -> line.contains("pg_control")));
        }
    }

    @Test
    void keepsTopicsWhenTheBrokerIsKilled() throws Exception {
        try (LocalStack stack = open();
                BrokerTopics topics = new BrokerTopics(layout)) {
            stack.start(KAFKA);
            topics.create("order-flow");

            stack.kill(KAFKA);
            stack.start(KAFKA);

            assertThat(topics.names()).containsExactly("order-flow");
        }
    }

    @Test
    void reportsTheLogOfADamagedBroker() throws IOException {
        Files.createDirectories(layout.data(KAFKA));
        try (LocalStack stack = open()) {
            assertThatThrownBy(() -> stack.start(KAFKA))
                    .isInstanceOfSatisfying(
                            StartFailed.class,
                            failure ->
                                    assertThat(failure.output())
                                            .anyMatch(line -> line.contains("meta.properties")));
        }
    }

    @Test
    void reportsThePortInUseAndItsProcess() throws IOException {
        int port = layout.ports().of(POSTGRES);
        try (LocalStack stack = open();
                ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(stack::startAll)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Port %d (postgres) is in use", port)
                    .hasMessageContaining("pid %d", ProcessHandle.current().pid());
        }
    }

    @Test
    void rejectsASecondLauncher() {
        try (LocalStack _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(AlreadyRunning.class)
                    .hasMessageContaining("pid %d", ProcessHandle.current().pid());
        }
    }

    private LocalStack open() {
        return LocalStack.open(layout, StackListener.NONE);
    }

    /// The servers of this directory, without their child processes.
    private List<Long> postmasters() {
        String programs = layout.data(POSTGRES).toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").startsWith(programs))
                .filter(process ->
                        process.parent()
                                .flatMap(parent -> parent.info().command())
                                .filter(command -> command.startsWith(programs))
                                .isEmpty())
                .map(ProcessHandle::pid)
                .toList();
    }
}
