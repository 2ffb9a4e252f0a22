package dev.quadrille.query.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.samples.Samples;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class PostgresReadReplicaIT {

    private static final Duration SHORT_PAUSE = Duration.ofMillis(1);
    private static final Duration LONG_PAUSE = Duration.ofDays(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void isNotFreshIfDatabaseIsNoStandby() {
        Database database = Servers.postgres().newDatabase();
        try (PostgresReadReplica replica =
                replica(database.getJdbcUrl(), database.getUsername(), LONG_PAUSE)) {
            assertThat(replica.<String>queryIfFresh(_ -> "a list")).isEmpty();
            assertThat(replica.query(_ -> Optional.of("an order"))).contains("an order");
            assertThat(available()).isEqualTo(1);
        }
    }

    @Test
    void isEmptyIfConnectionIsRefused() {
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", LONG_PAUSE)) {
            assertThat(replica.query(model -> model.find(Samples.ORDER))).isEmpty();
            assertThat(replica.queryIfFresh(model -> model.find(Samples.ORDER))).isEmpty();
            assertThat(available()).isZero();
        }
    }

    @Test
    void isEmptyIfServerDoesNotRespond() throws IOException {
        try (ServerSocket unresponsive =
                        new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                PostgresReadReplica replica =
                        replica(
                                "jdbc:postgresql://127.0.0.1:" + unresponsive.getLocalPort() + "/x",
                                "x",
                                LONG_PAUSE)) {
            long start = System.nanoTime();

            assertThat(replica.query(model -> model.find(Samples.ORDER))).isEmpty();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void pausesQueriesAfterFailure() {
        AtomicInteger queries = new AtomicInteger();
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", LONG_PAUSE)) {
            for (int i = 0; i < 10; i++) {
                assertThat(replica.query(_ -> failing(queries))).isEmpty();
            }
        }
        assertThat(queries).hasValue(1);
    }

    @Test
    void queriesAgainAfterPause() {
        AtomicInteger queries = new AtomicInteger();
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", SHORT_PAUSE)) {
            assertThat(replica.query(_ -> failing(queries))).isEmpty();
            await().until(() -> replica.query(_ -> Optional.of("an order")).isPresent());
            assertThat(replica.query(_ -> Optional.of("another"))).contains("another");
        }
    }

    private static Optional<String> failing(AtomicInteger queries) {
        queries.incrementAndGet();
        throw new DataAccessResourceFailureException("unavailable");
    }

    private PostgresReadReplica replica(String url, String user, Duration pause) {
        return new PostgresReadReplica(
                PostgresReadReplica.connections(url, user, user),
                new ReadReplicaSettings(url, Duration.ofSeconds(2), pause),
                meters);
    }

    private double available() {
        return meters.get("quadrille.query.standby").gauge().value();
    }
}
