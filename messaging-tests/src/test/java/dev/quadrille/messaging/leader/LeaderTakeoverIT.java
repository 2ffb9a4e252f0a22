package dev.quadrille.messaging.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaProcess;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Takeover from a leader in its own process, killed or frozen with a signal.
class LeaderTakeoverIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void successorReplacesAKilledLeader() {
        ReplicaProcess leader = startLeader();
        Replica successor = startSuccessor();

        leader.close();

        eventually().until(() -> epochOf(successor), Optional.of(2L)::equals);
    }

    @Test
    void successorReplacesAFrozenLeaderOnceItsLeaseHasExpired() {
        ReplicaProcess leader = startLeader();
        Replica successor = startSuccessor();

        leader.freeze();
        String expiry = expiry();
        eventually().until(() -> epochOf(successor), Optional.of(2L)::equals);
        assertThat(hasPassed(expiry)).isTrue();
        assertThat(leader.output()).doesNotContain("lost epoch 1");

        leader.thaw();
        eventually().until(() -> leader.output().contains("lost epoch 1"));
        assertThat(epochOf(successor)).contains(2L);
        assertThat(storedEpoch()).isEqualTo(2);
    }

    private ReplicaProcess startLeader() {
        ReplicaProcess leader = testBed.startProcess();
        eventually().until(() -> leader.output().contains("holds epoch 1"));
        return leader;
    }

    private Replica startSuccessor() {
        Replica successor = testBed.start(Replica.sender());
        assertThat(epochOf(successor)).isEmpty();
        assertThat(storedEpoch()).isEqualTo(1);
        return successor;
    }

    private static Optional<Long> epochOf(Replica replica) {
        return replica.bean(Lease.class).epoch();
    }

    private int storedEpoch() {
        return testBed.jdbc().sql("select epoch from lease").query(Integer.class).single();
    }

    private String expiry() {
        return testBed.jdbc()
                .sql("select expires_at::text from lease")
                .query(String.class)
                .single();
    }

    /// By the clock of the database, which decides when a lease expires.
    private boolean hasPassed(String time) {
        return testBed.jdbc()
                .sql("select clock_timestamp() > cast(? as timestamptz)")
                .param(time)
                .query(Boolean.class)
                .single();
    }

    /// A loaded machine needs longer than the three seconds of a lease.
    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60));
    }
}
