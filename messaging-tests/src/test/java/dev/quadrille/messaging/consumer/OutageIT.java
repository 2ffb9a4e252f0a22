package dev.quadrille.messaging.consumer;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Outages of the database and the broker. `-Dquadrille.outage=60` sets the duration in seconds.
class OutageIT {

    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("quadrille.outage", 10));

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);

    @Test
    void skipsNoEventWhileTheDatabaseIsDown() {
        Replica replica = testBed.start(Replica.parcels());
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        testBed.postgres().crash();
        try {
            parcels.publish(charged(500));
            eventually().until(() -> replica.meter("quadrille.consumer.retries") > 2);
            await().pollDelay(OUTAGE).timeout(OUTAGE.multipliedBy(2)).until(() -> true);
        } finally {
            testBed.postgres().restart();
        }
        parcels.awaitBooked(500);
        assertThat(parcels.bookings()).hasSize(500);
        assertThat(parcels.rows()).allMatch(row -> row.endsWith("BOOKED 0"));
        assertThat(replica.meter("quadrille.dead.letters.present")).isZero();
    }

    @Test
    void resumesWhenTheBrokerIsBack() {
        testBed.start(Replica.parcels());
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        testBed.kafka().stop();
        testBed.kafka().restart();
        parcels.publish(charged(20));
        parcels.awaitBooked(20);
        assertThat(parcels.bookings()).hasSize(20);
    }

    @Test
    void startsWithoutABrokerAndCreatesItsTopicsLater() {
        testBed.kafka().stop();
        try {
            testBed.start(Replica.parcels());
        } finally {
            testBed.kafka().restart();
        }
        parcels.publish(charged(10));
        parcels.awaitBooked(10);
        assertThat(parcels.probe().partitions()).isEqualTo(12);
    }
}
