package dev.quadrille.testsupport.replica;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicCreation;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TestKafkaServer;
import dev.quadrille.testsupport.servers.TestPostgresServer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Provides each test with an empty database, a broker without topics, and replicas that are
/// stopped after the test.
public final class ReplicaTestBed implements BeforeEachCallback, AfterEachCallback {

    // One database for all tests, emptied before each: creating one takes longer than many tests.
    private static final Database DATABASE = Servers.postgres().newDatabase();

    private final TestPostgresServer postgres = Servers.postgres();
    private final TestKafkaServer kafka = Servers.kafka();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        kafka.clear();
        jdbc().sql("drop schema public cascade").update();
        jdbc().sql("create schema public").update();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    /// Starts a replica in this JVM. Several may run at the same time.
    public Replica start(Replica.Setup setup) {
        Replica replica = setup.start(addresses());
        running.push(replica);
        return replica;
    }

    /// Starts a replica in its own process.
    public ReplicaProcess startProcess(String... properties) {
        ReplicaProcess replica = ReplicaProcess.start(addresses(), properties);
        running.push(replica);
        return replica;
    }

    /// Starts a replica with the next release of order-flow.
    public ReplicaProcess startNextRelease(Path classes, String... properties) {
        ReplicaProcess replica =
                ReplicaProcess.ofNextRelease(
                        classes,
                        ReplicaMain.class,
                        Stream.concat(Stream.of(addresses()), Stream.of(properties)).toList());
        running.push(replica);
        return replica;
    }

    /// Creates the topics before any consumer starts.
    public void createTopics() {
        try {
            start(Replica.sender()).bean(TopicCreation.class).ensure();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Direct access to the database.
    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /// Opens a new connection to the database for each use.
    public DataSource dataSource() {
        return new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password());
    }

    public <E> TopicProbe<E> probe(Topic<E> topic) {
        return new TopicProbe<>(kafka.bootstrapServers(), topic);
    }

    /// All records of a topic; none if the topic does not exist.
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        return TopicRecords.of(kafka.bootstrapServers(), topic);
    }

    public TestPostgresServer postgres() {
        return postgres;
    }

    public TestKafkaServer kafka() {
        return kafka;
    }

    private String[] addresses() {
        return new String[] {
            "--spring.datasource.url=" + DATABASE.url(),
            "--spring.datasource.username=" + DATABASE.user(),
            "--spring.datasource.password=" + DATABASE.password(),
            "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()
        };
    }
}
