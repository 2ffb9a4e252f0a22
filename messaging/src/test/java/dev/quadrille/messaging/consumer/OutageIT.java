package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `-Dquadrille.outage=60` makes the outage last that many seconds.
class OutageIT {

    private static final Duration OUTAGE =
            Duration.ofSeconds(Integer.getInteger("quadrille.outage", 10));

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);

    @Test
    void skipsNothingWhileTheDatabaseIsAway() {
        Replica replica = stage.start(Replica.parcels());
        parcels.tell(charged(10));
        parcels.awaitBooked(10);
        stage.postgres().crash();
        try {
            parcels.tell(charged(500));
            eventually().until(() -> replica.meter("quadrille.consumer.retries") > 2);
            await().pollDelay(OUTAGE).timeout(OUTAGE.multipliedBy(2)).until(() -> true);
        } finally {
            stage.postgres().restart();
        }
        parcels.awaitBooked(500);
        assertThat(parcels.bookings()).hasSize(500);
        assertThat(parcels.rows()).allMatch(row -> row.endsWith("BOOKED 0"));
        assertThat(replica.meter("quadrille.dead.letters.present")).isZero();
    }

    @Test
    void goesOnWhenTheBrokerComesBack() {
        stage.start(Replica.parcels());
        parcels.tell(charged(10));
        parcels.awaitBooked(10);
        stage.kafka().stop();
        stage.kafka().restart();
        parcels.tell(charged(20));
        parcels.awaitBooked(20);
        assertThat(parcels.bookings()).hasSize(20);
    }

    @Test
    void startsWithoutABrokerAndMakesItsTopicsWhenItComes() {
        stage.kafka().stop();
        try {
            stage.start(Replica.parcels());
        } finally {
            stage.kafka().restart();
        }
        parcels.tell(charged(10));
        parcels.awaitBooked(10);
        assertThat(parcels.probe().partitions()).isEqualTo(12);
    }
}
