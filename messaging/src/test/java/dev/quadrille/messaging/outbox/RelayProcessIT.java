package dev.quadrille.messaging.outbox;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Received;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaProcess;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Relays in processes of their own, killed and frozen between sending and deleting.
class RelayProcessIT {

    private static final OrderEvent CHARGED = Samples.paymentCharged(Samples.ORDER);

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();

    @Test
    void sendsAgainWhatAKilledRelayHadSentAndNotDeleted() {
        ReplicaProcess killed = stage.startProcess("--halt-at=RELAY_BEFORE_DELETE");
        eventually().until(() -> killed.said().contains("started"));
        stage.probe(ORDER_FLOW).put(List.of(CHARGED));
        eventually().until(() -> !killed.isAlive());
        assertThat(bookings()).hasSize(1);
        assertThat(waiting()).isEqualTo(1);

        stage.start(Replica.sender());
        eventually().until(() -> waiting() == 0);
        assertThat(bookings()).hasSize(2).containsOnly(bookings().getFirst());
    }

    @Test
    void fencesAFrozenRelayThatWakesUp() {
        ReplicaProcess frozen = stage.startProcess("--wait-at=RELAY_BEFORE_DELETE");
        eventually().until(() -> frozen.said().contains("started"));
        stage.probe(ORDER_FLOW).put(List.of(CHARGED));
        eventually().until(() -> frozen.said().contains("waits at RELAY_BEFORE_DELETE"));
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Replica successor = stage.start(Replica.sender().faultsAt(_ -> hold(mayGoOn)));
        assertThat(epoch()).isEqualTo(1);

        frozen.freeze();
        // Twice what is promised: this machine may be busy. LeaseIT adds the promise up.
        await().atMost(Duration.ofSeconds(10)).until(() -> epoch() == 2);
        frozen.thaw();
        frozen.goOn();
        eventually().until(() -> frozen.said().contains("fenced 1"));
        assertThat(waiting()).isEqualTo(1);

        mayGoOn.countDown();
        eventually().until(() -> waiting() == 0);
        assertThat(successor.meter("quadrille.relay.sent")).isEqualTo(1);
        assertThat(bookings()).hasSize(2).containsOnly(bookings().getFirst());
    }

    private static void hold(CountDownLatch latch) {
        try {
            var _ = latch.await(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<UUID> bookings() {
        return stage.probe(ORDER_FLOW).facts().stream()
                .filter(it -> it.event() instanceof ShipmentBooked)
                .map(Received::id)
                .toList();
    }

    private int waiting() {
        return stage.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    private int epoch() {
        return stage.jdbc().sql("select epoch from lease").query(Integer.class).single();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(40)).ignoreExceptions();
    }
}
