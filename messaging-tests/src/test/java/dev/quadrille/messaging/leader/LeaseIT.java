package dev.quadrille.messaging.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.platform.database.DedicatedConnection;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
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
    void belongsToTheFirstReplicaThatClaimsIt() {
        first.claim(jdbc);
        second.claim(jdbc);
        assertThat(first.epoch()).contains(1L);
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void keepsItsEpochWhenRenewed() {
        first.claim(jdbc);
        first.claim(jdbc);
        assertThat(first.epoch()).contains(1L);
    }

    @Test
    void incrementsTheEpochWhenTheHolderChanges() {
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
    void isFreeAsSoonAsItIsReleased() {
        first.claim(jdbc);
        first.release(jdbc);
        second.claim(jdbc);
        assertThat(first.epoch()).isEmpty();
        assertThat(second.epoch()).contains(2L);
    }

    /// The holder is gone, and the database clock has stepped back by two hours.
    @Test
    void isFreeIfItExpiresLaterThanAnyClaimCan() {
        first.claim(jdbc);
        expireIn("2 hours");
        second.claim(jdbc);
        assertThat(second.epoch()).contains(2L);
        first.claim(jdbc);
        assertThat(first.epoch()).isEmpty();
    }

    @Test
    void toleratesASmallCorrectionOfTheDatabaseClock() {
        first.claim(jdbc);
        expireIn("5 seconds");
        second.claim(jdbc);
        assertThat(second.epoch()).isEmpty();
    }

    private void expireIn(String future) {
        jdbc.sql("update lease set expires_at = clock_timestamp() + cast(? as interval)")
                .param(future)
                .update();
    }

    @Test
    void releasesOnlyItsOwnClaim() {
        first.claim(jdbc);
        second.release(jdbc);
        second.claim(jdbc);
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void expiresOnTimeAlthoughTheDatabaseIsUnreachable() {
        first.claim(jdbc);
        JdbcClient unreachable =
                new DedicatedConnection(new Database("jdbc:postgresql://127.0.0.1:1/x", "x", "x"))
                        .jdbc();
        nanos.addAndGet(Lease.TIME_TO_LIVE.minusMillis(1).toNanos());
        assertThatThrownBy(() -> first.claim(unreachable)).isInstanceOf(DataAccessException.class);
        assertThat(first.epoch()).contains(1L);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(first.epoch()).isEmpty();
    }

    @Test
    void isRenewedAndReleasedByLeaderElection() {
        LeaderElection election = election(first);
        LeaderElection other = election(second);
        election.start();
        await().until(() -> first.epoch().isPresent());
        other.start();
        Duration longerThanTheLease = Lease.TIME_TO_LIVE.plusMillis(500);
        nanos.addAndGet(longerThanTheLease.toNanos());
        await().until(() -> first.epoch().isPresent());
        assertThat(second.epoch()).isEmpty();
        election.stop();
        await().until(() -> second.epoch().isPresent());
        other.stop();
        assertThat(second.epoch()).isEmpty();
    }

    @Test
    void isClaimedAgainAfterLeaderElectionRestarts() {
        LeaderElection election = election(first);
        election.start();
        election.stop();
        election.start();
        await().until(() -> first.epoch().isPresent());
        election.stop();
    }

    private void expire() {
        jdbc.sql("update lease set expires_at = clock_timestamp() - interval '1 second'").update();
    }

    private LeaderElection election(Lease lease) {
        return new LeaderElection(List.of(lease), new DedicatedConnection(database));
    }

    private Lease lease() {
        return new Lease("work", UUID.randomUUID(), nanos::get);
    }
}
