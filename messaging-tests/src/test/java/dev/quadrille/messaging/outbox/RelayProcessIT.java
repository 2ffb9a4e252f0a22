package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaProcess;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Relays in their own processes, killed and frozen between sending and deleting.
class RelayProcessIT {

    private static final OrderEvent CHARGED = Samples.paymentCharged(Samples.ORDER);

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void publishesRowsAgainThatAKilledRelayDidNotDelete() {
        ReplicaProcess killed = testBed.startProcess("--halt-at=RELAY_BEFORE_DELETE");
        eventually().until(() -> killed.output().contains("started"));
        testBed.probe(ORDER_FLOW).publish(List.of(CHARGED));
        eventually().until(() -> !killed.isAlive());
        assertThat(bookings()).hasSize(1);
        assertThat(outboxSize()).isEqualTo(1);

        testBed.start(Replica.sender());
        eventually().until(() -> outboxSize() == 0);
        assertThat(bookings()).hasSize(2).containsOnly(bookings().getFirst());
    }

    @Test
    void fencesAZombieRelay() {
        ReplicaProcess frozen =
                testBed.startProcess(
                        "--wait-at=RELAY_BEFORE_DELETE", "--quadrille.outbox.send-directly=false");
        eventually().until(() -> frozen.output().contains("started"));
        testBed.probe(ORDER_FLOW).publish(List.of(CHARGED));
        eventually().until(() -> frozen.output().contains("waits at RELAY_BEFORE_DELETE"));
        CountDownLatch mayProceed = new CountDownLatch(1);
        Replica successor = testBed.start(Replica.sender().faultsAt(_ -> waitFor(mayProceed)));
        assertThat(epoch()).isEqualTo(1);

        frozen.freeze();
        // Generous, because the machine may be busy. LeaderTakeoverIT covers the takeover itself.
        await().atMost(Duration.ofSeconds(60)).until(() -> epoch() == 2);
        frozen.thaw();
        frozen.proceed();
        eventually().until(() -> frozen.output().contains("fenced 1"));
        assertThat(outboxSize()).isEqualTo(1);

        mayProceed.countDown();
        eventually().until(() -> outboxSize() == 0);
        assertThat(successor.meter("quadrille.relay.sent")).isEqualTo(1);
        assertThat(bookings()).hasSize(2).containsOnly(bookings().getFirst());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            var _ = latch.await(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<UUID> bookings() {
        return testBed.probe(ORDER_FLOW).events().stream()
                .filter(it -> it.event() instanceof ShipmentBooked)
                .map(EventEnvelope::id)
                .toList();
    }

    private int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private int epoch() {
        return testBed.jdbc().sql("select epoch from lease").query(Integer.class).single();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
    }
}
