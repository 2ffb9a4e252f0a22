package dev.quadrille.messaging.consumer;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaProcess;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Consumers in their own processes, killed and frozen in the middle of a batch.
class ConsumerProcessIT {

    private static final String SESSION = "spring.kafka.consumer.properties[session.timeout.ms]";
    private static final String HEARTBEAT =
            "spring.kafka.consumer.properties[heartbeat.interval.ms]";

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);

    @Test
    void losesNoEventWhenKilledBeforeTheCommit() {
        hasOneEffectAlthoughKilledAt("CONSUMER_BEFORE_COMMIT");
    }

    @Test
    void repeatsNoEffectWhenKilledAfterTheCommit() {
        hasOneEffectAlthoughKilledAt("CONSUMER_AFTER_COMMIT");
    }

    private void hasOneEffectAlthoughKilledAt(String point) {
        ReplicaProcess killed = startProcess("--halt-at=" + point);
        parcels.publish(charged(20));
        eventually().until(() -> !killed.isAlive());
        testBed.start(Replica.parcels());
        parcels.awaitBooked(20);
        assertThat(parcels.bookings()).hasSize(20);
    }

    @Test
    void hasOneEffectAlthoughAZombieContinues() {
        ReplicaProcess zombie = startProcess("--wait-at=AFTER_LOAD");
        parcels.publish(charged(20));
        eventually().until(() -> zombie.output().contains("waits at AFTER_LOAD"));
        zombie.freeze();
        testBed.start(Replica.parcels());
        parcels.awaitBooked(20);

        zombie.thaw();
        zombie.proceed();
        eventually()
                .until(() ->
                        zombie.output().stream().anyMatch(it -> it.contains("retrying a batch")));
        parcels.publish(charged(25));
        parcels.awaitBooked(25);
        assertThat(parcels.bookings()).hasSize(25);
        assertThat(parcels.rows()).allMatch(row -> row.endsWith("BOOKED 0"));
    }

    private ReplicaProcess startProcess(String fault) {
        ReplicaProcess process =
                testBed.startProcess(fault, "--" + SESSION + "=2000", "--" + HEARTBEAT + "=500");
        eventually().until(() -> process.output().contains("started"));
        return process;
    }
}
