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
        try (PostgresReadReplica standby =
                standby(database.getJdbcUrl(), database.getUsername(), FOR_EVER)) {
            assertThat(standby.<String>askIfFresh(_ -> "a list")).isEmpty();
            assertThat(standby.ask(_ -> Optional.of("an order"))).contains("an order");
            assertThat(answers()).isEqualTo(1);
        }
    }

    @Test
    void answersNothingWhereNobodyIs() {
        try (PostgresReadReplica standby =
                standby("jdbc:postgresql://127.0.0.1:1/x", "x", FOR_EVER)) {
            assertThat(standby.ask(copy -> copy.find(Samples.ORDER))).isEmpty();
            assertThat(standby.askIfFresh(copy -> copy.find(Samples.ORDER))).isEmpty();
            assertThat(answers()).isZero();
        }
    }

    @Test
    void waitsBrieflyForWhoSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                PostgresReadReplica standby =
                        standby(
                                "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/x",
                                "x",
                                FOR_EVER)) {
            long start = System.nanoTime();

            assertThat(standby.ask(copy -> copy.find(Samples.ORDER))).isEmpty();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void asksOneQuestionOfWhoGivesNoAnswerAndThenNoneForAWhile() {
        AtomicInteger questions = new AtomicInteger();
        try (PostgresReadReplica standby =
                standby("jdbc:postgresql://127.0.0.1:1/x", "x", FOR_EVER)) {
            for (int i = 0; i < 10; i++) {
                assertThat(standby.ask(_ -> failing(questions))).isEmpty();
            }
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void triesAgainLater() {
        AtomicInteger questions = new AtomicInteger();
        try (PostgresReadReplica standby =
                standby("jdbc:postgresql://127.0.0.1:1/x", "x", Duration.ZERO)) {
            assertThat(standby.ask(_ -> failing(questions))).isEmpty();
            assertThat(standby.ask(_ -> Optional.of("an order"))).contains("an order");
            assertThat(standby.ask(_ -> Optional.of("another"))).contains("another");
        }
    }

    private static Optional<String> failing(AtomicInteger questions) {
        questions.incrementAndGet();
        throw new DataAccessResourceFailureException("gone");
    }

    private PostgresReadReplica standby(String url, String user, Duration pause) {
        return new PostgresReadReplica(
                PostgresReadReplica.connections(url, user, user),
                new ReadReplicaProperties(url, Duration.ofSeconds(2), pause),
                meters);
    }

    private double answers() {
        return meters.get("quadrille.query.standby").gauge().value();
    }
}
