package dev.quadrille.query.postgres;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void doesNotTakeADatabaseThatFollowsNobodyForAFreshStandby() {
        Database database = Servers.postgres().newDatabase();
        try (PostgresReadReplica replica =
                replica(database.getJdbcUrl(), database.getUsername(), FOR_EVER)) {
            assertThat(replica.<String>queryIfFresh(_ -> "a list")).isEmpty();
            assertThat(replica.query(_ -> Optional.of("an order"))).contains("an order");
            assertThat(answers()).isEqualTo(1);
        }
    }

    @Test
    void answersNothingWhereNobodyIs() {
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", FOR_EVER)) {
            assertThat(replica.query(copy -> copy.find(Samples.ORDER))).isEmpty();
            assertThat(replica.queryIfFresh(copy -> copy.find(Samples.ORDER))).isEmpty();
            assertThat(answers()).isZero();
        }
    }

    @Test
    void waitsBrieflyForWhoSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                PostgresReadReplica replica =
                        replica(
                                "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x",
                                "x",
                                FOR_EVER)) {
            long start = System.nanoTime();

            assertThat(replica.query(copy -> copy.find(Samples.ORDER))).isEmpty();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void asksOneQuestionOfWhoGivesNoAnswerAndThenNoneForAWhile() {
        AtomicInteger querys = new AtomicInteger();
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", FOR_EVER)) {
            for (int i = 0; i < 10; i++) {
                assertThat(replica.query(_ -> failing(querys))).isEmpty();
            }
        }
        assertThat(querys).hasValue(1);
    }

    @Test
    void triesAgainLater() {
        AtomicInteger querys = new AtomicInteger();
        try (PostgresReadReplica replica =
                replica("jdbc:postgresql://127.0.0.1:1/x", "x", Duration.ZERO)) {
            assertThat(replica.query(_ -> failing(querys))).isEmpty();
            assertThat(replica.query(_ -> Optional.of("an order"))).contains("an order");
            assertThat(replica.query(_ -> Optional.of("another"))).contains("another");
        }
    }

    private static Optional<String> failing(AtomicInteger querys) {
        querys.incrementAndGet();
        throw new DataAccessResourceFailureException("gone");
    }

    private PostgresReadReplica replica(String url, String user, Duration pause) {
        return new PostgresReadReplica(
                PostgresReadReplica.connections(url, user, user),
                new ReadReplicaSettings(url, Duration.ofSeconds(2), pause),
                meters);
    }

    private double answers() {
        return meters.get("quadrille.query.standby").gauge().value();
    }
}
