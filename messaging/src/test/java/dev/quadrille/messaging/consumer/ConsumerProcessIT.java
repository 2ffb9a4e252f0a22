package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaProcess;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Consumers in processes of their own, killed and frozen in the middle of a batch.
class ConsumerProcessIT {

    private static final String SESSION = "spring.kafka.consumer.properties[session.timeout.ms]";
    private static final String HEARTBEAT =
            "spring.kafka.consumer.properties[heartbeat.interval.ms]";

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);

    @Test
    void losesNothingOfABatchWhoseProcessIsKilledBeforeItsCommit() {
        isHandledOnceThoughKilledAt("CONSUMER_BEFORE_COMMIT");
    }

    @Test
    void repeatsNothingOfABatchWhoseProcessIsKilledAfterItsCommit() {
        isHandledOnceThoughKilledAt("CONSUMER_AFTER_COMMIT");
    }

    private void isHandledOnceThoughKilledAt(String point) {
        ReplicaProcess killed = startProcess("--halt-at=" + point);
        parcels.tell(charged(20));
        eventually().until(() -> !killed.isAlive());
        stage.start(Replica.parcels());
        parcels.awaitBooked(20);
        assertThat(parcels.bookings()).hasSize(20);
    }

    @Test
    void hasOneEffectThoughAFrozenProcessWakesUp() {
        ReplicaProcess zombie = startProcess("--wait-at=AFTER_LOAD");
        parcels.tell(charged(20));
        eventually().until(() -> zombie.said().contains("waits at AFTER_LOAD"));
        zombie.freeze();
        stage.start(Replica.parcels());
        parcels.awaitBooked(20);

        zombie.thaw();
        zombie.goOn();
        eventually().until(() -> zombie.said().stream().anyMatch(it -> it.contains("tried again")));
        parcels.tell(charged(25));
        parcels.awaitBooked(25);
        assertThat(parcels.bookings()).hasSize(25);
        assertThat(parcels.rows()).allMatch(row -> row.endsWith("BOOKED 0"));
    }

    private ReplicaProcess startProcess(String fault) {
        ReplicaProcess process =
                stage.startProcess(fault, "--" + SESSION + "=2000", "--" + HEARTBEAT + "=500");
        eventually().until(() -> process.said().contains("started"));
        return process;
    }
}
