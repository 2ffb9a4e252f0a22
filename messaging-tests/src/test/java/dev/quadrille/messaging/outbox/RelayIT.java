package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void publishesCommittedEventsInTheOrderOfAppending() {
        Replica replica = testBed.start(Replica.sender());
        replica.append(prices(1, 2, 3));
        replica.append(prices(4));
        soon().untilAsserted(() -> assertThat(published()).containsExactly(1L, 2L, 3L, 4L));
        soon().untilAsserted(() -> assertThat(outboxSize()).isZero());
        assertThat(replica.meter("quadrille.relay.sent")).isEqualTo(4);
    }

    @Test
    void publishesNothingAfterARollback() {
        Replica replica = testBed.start(Replica.sender());
        assertThatThrownBy(() ->
                        replica.transaction(() -> {
                            replica.bean(Outbox.class).append(prices(1));
                            throw new IllegalStateException("on purpose");
                        }))
                .hasMessage("on purpose");
        replica.append(prices(2));
        soon().untilAsserted(() -> assertThat(published()).containsExactly(2L));
        assertThat(outboxSize()).isZero();
    }

    @Test
    void rejectsAppendingOutsideATransaction() {
        Outbox outbox = testBed.start(Replica.sender()).bean(Outbox.class);
        assertThatThrownBy(() -> outbox.append(prices(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void publishesAgainAfterAFailureBeforeDeleting() {
        AtomicInteger failures = new AtomicInteger(3);
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .faultsAt(point -> {
                                    if (point == FaultPoint.RELAY_BEFORE_DELETE
                                            && failures.getAndDecrement() > 0) {
                                        throw new StackOverflowError("on purpose");
                                    }
                                }));
        replica.append(prices(1));
        soon().untilAsserted(() -> assertThat(outboxSize()).isZero());
        assertThat(published()).containsExactly(1L, 1L, 1L, 1L);
        assertThat(Set.copyOf(testBed.probe(CATALOG).events()))
                .extracting(it -> it.id())
                .containsOnly(testBed.probe(CATALOG).events().getFirst().id());
    }

    @Test
    void deletesRowsWhileATransactionHasLockedAnotherOne() {
        AtomicReference<Connection> lock = new AtomicReference<>();
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .with("quadrille.outbox.send-directly", false)
                                .faultsAt(point -> {
                                    if (point == FaultPoint.RELAY_BEFORE_DELETE
                                            && lock.get() == null) {
                                        lock.set(lockFirstRow());
                                    }
                                }));
        try {
            replica.append(orders(20));
            soon().until(() -> lock.get() != null);
            // Less than the time after which the connection of the relay would give up.
            await().atMost(Duration.ofSeconds(4)).until(() -> outboxSize() == 1);
        } finally {
            unlock(lock.get());
        }
        soon().untilAsserted(() -> assertThat(outboxSize()).isZero());
    }

    private static List<EventEnvelope<OrderEvent>> orders(int count) {
        return Stream.generate(() -> Samples.orderPlaced(new OrderId(Uuids.next())))
                .limit(count)
                .map(event -> EventEnvelope.of(event, EventTrace.NONE))
                .toList();
    }

    /// Deletes the row in a transaction that stays open.
    private Connection lockFirstRow() {
        try {
            Connection connection = testBed.dataSource().getConnection();
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute("delete from outbox where id = (select min(id) from outbox)");
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unlock(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsEventsWhileTheBrokerIsDownAndPublishesThemAfterwards() {
        Replica replica = testBed.start(Replica.sender());
        replica.append(prices(1));
        soon().untilAsserted(() -> assertThat(outboxSize()).isZero());
        testBed.kafka().stop();
        try {
            LongStream.rangeClosed(2, 100).forEach(price -> replica.append(prices(price)));
            assertThat(replica.meter("quadrille.outbox.size")).isEqualTo(99);
            soon().until(() -> replica.meter("quadrille.outbox.oldest") > 0.1);
        } finally {
            testBed.kafka().restart();
        }
        soon().untilAsserted(() -> assertThat(replica.meter("quadrille.outbox.size")).isZero());
        assertThat(replica.meter("quadrille.outbox.oldest")).isZero();
        assertThat(published())
                .containsSubsequence(LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void resumesAfterAPause() {
        Replica replica = testBed.start(Replica.sender());
        replica.append(prices(1));
        soon().untilAsserted(() -> assertThat(outboxSize()).isZero());
        replica.pause();
        replica.append(prices(2));
        replica.resume();
        soon().untilAsserted(() -> assertThat(published()).containsExactly(1L, 2L));
    }

    private List<Long> published() {
        return testBed.probe(CATALOG).events().stream()
                .map(it -> it.event().price().amount())
                .toList();
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private static List<EventEnvelope<ProductListed>> prices(long... prices) {
        return LongStream.of(prices)
                .mapToObj(Samples::productListed)
                .map(EventEnvelope::of)
                .toList();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).ignoreExceptions();
    }
}
