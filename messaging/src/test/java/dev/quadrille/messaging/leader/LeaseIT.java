package dev.quadrille.messaging.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.servers.Database;
import dev.quadrille.messaging.servers.Servers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeaseIT {

    private final Database database = Servers.postgres().newDatabase();
    private final DedicatedConnection connection = new DedicatedConnection(database);
    private final JdbcClient jdbc = connection.jdbc();
    private final AtomicLong nanos = new AtomicLong();
    private final Lease first = lease();
    private final Lease second = lease();

    @BeforeEach
    void createTable() {
        jdbc.sql(
                        """
                        create table lease (name text primary key, holder uuid not null,
                                            epoch bigint not null, expires_at timestamptz not null)
                        """)
                .update();
    }

    @AfterEach
    void disconnect() {
        connection.close();
    }

    @Test
    void isHeldByWhoClaimsItFirst() {
        first.claim(jdbc);
        second.claim(jdbc);
        assertThat(first.epoch()).contains(1L);
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void keepsItsEpochWhileItIsRenewed() {
        first.claim(jdbc);
        first.claim(jdbc);
        assertThat(first.epoch()).contains(1L);
    }

    @Test
    void growsItsEpochWithEachChangeOfHolder() {
        first.claim(jdbc);
        expire();
        second.claim(jdbc);
        first.claim(jdbc);
        assertThat(second.epoch()).contains(2L);
        assertThat(first.epoch()).isEmpty();
        expire();
        first.claim(jdbc);
        assertThat(first.epoch()).contains(3L);
    }

    @Test
    void isFreeAtOnceWhenItIsReleased() {
        first.claim(jdbc);
        first.release(jdbc);
        second.claim(jdbc);
        assertThat(first.epoch()).isEmpty();
        assertThat(second.epoch()).contains(2L);
    }

    /// The clock of the database steps back by two hours, and the holder is gone.
    @Test
    void isFreeIfItReachesFurtherThanAnyClaim() {
        first.claim(jdbc);
        reachInto("2 hours");
        second.claim(jdbc);
        assertThat(second.epoch()).contains(2L);
        first.claim(jdbc);
        assertThat(first.epoch()).isEmpty();
    }

    @Test
    void isNotTakenFromItsHolderByASmallCorrectionOfTheClock() {
        first.claim(jdbc);
        reachInto("5 seconds");
        second.claim(jdbc);
        assertThat(second.epoch()).isEmpty();
    }

    private void reachInto(String future) {
        jdbc.sql("update lease set expires_at = clock_timestamp() + cast(? as interval)")
                .param(future)
                .update();
    }

    @Test
    void leavesAnothersLeaseAloneWhenItIsReleased() {
        first.claim(jdbc);
        second.release(jdbc);
        second.claim(jdbc);
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void isNotHeldForLongerThanItWasClaimedThoughTheDatabaseCannotBeAsked() {
        first.claim(jdbc);
        JdbcClient nowhere =
                new DedicatedConnection(new Database("jdbc:postgresql://127.0.0.1:1/x", "x", "x"))
                        .jdbc();
        nanos.addAndGet(Lease.TIME_TO_LIVE.minusMillis(1).toNanos());
        assertThatThrownBy(() -> first.claim(nowhere)).isInstanceOf(DataAccessException.class);
        assertThat(first.epoch()).contains(1L);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(first.epoch()).isEmpty();
    }

    @Test
    void passesOnWithinFiveSeconds() {
        // What a successor waits for at most, but for the relay's own look.
        assertThat(Lease.TIME_TO_LIVE.plus(LeaderElection.HEARTBEAT))
                .isLessThan(Duration.ofMillis(4500));
    }

    @Test
    void isRenewedAndGivenUpByItsKeeper() {
        LeaderElection keeper = keeper(first);
        LeaderElection other = keeper(second);
        keeper.start();
        await().until(() -> first.epoch().isPresent());
        other.start();
        Duration longerThanItLives = Lease.TIME_TO_LIVE.plusMillis(500);
        nanos.addAndGet(longerThanItLives.toNanos());
        await().until(() -> first.epoch().isPresent());
        assertThat(second.epoch()).isEmpty();
        keeper.stop();
        await().until(() -> second.epoch().isPresent());
        other.stop();
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void isKeptAgainByAKeeperThatIsStartedAgain() {
        LeaderElection keeper = keeper(first);
        keeper.start();
        keeper.stop();
        keeper.start();
        await().until(() -> first.epoch().isPresent());
        keeper.stop();
    }

    private void expire() {
        jdbc.sql("update lease set expires_at = clock_timestamp() - interval '1 second'").update();
    }

    private LeaderElection keeper(Lease lease) {
        return new LeaderElection(List.of(lease), new DedicatedConnection(database));
    }

    private Lease lease() {
        return new Lease("work", UUID.randomUUID(), nanos::get);
    }
}
