package dev.quadrille.messaging.consumer;

import static dev.quadrille.testsupport.replica.OrderEvents.charged;
import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.DeadParcels;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.testsupport.replica.Parcels;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

/// A row that this build cannot read: a newer build wrote it, or it was edited manually.
class UnreadableRowIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(testBed);
    private final DeadParcels dead = new DeadParcels(testBed);

    @Test
    void blocksOnlyItsOwnOrder() {
        Replica replica = testBed.start(dead.setup());
        corruptTheRowOfTheFirstOrder();
        parcels.publish(List.of(cancelled(1), cancelled(2)));
        ListedDeadLetter letter = dead.awaitLetter(replica, 0);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.cause()).startsWith("UnreadableState: the stored state of order");
        parcels.publish(
                List.of(Samples.paymentCharged(order(1)), Samples.paymentCharged(order(30))));
        dead.awaitLetter(replica, 1);
        eventually().until(() -> isCalledOff(2) && parcels.rows().size() == 21);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        assertThat(replica.meter("quadrille.dead.letters", "cause", "unreadable")).isOne();
        assertThat(replica.bean(ConsumersHealth.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isReplayedAutomaticallyOnceItIsRepaired() {
        Replica replica =
                testBed.start(dead.setup().with("quadrille.dead-letters.replay-interval", "200ms"));
        corruptTheRowOfTheFirstOrder();
        parcels.publish(List.of(cancelled(1)));
        dead.awaitLetter(replica, 0);
        testBed.jdbc()
                .sql("update parcel set status = 'BOOKED' where status = 'UNHEARD_OF'")
                .update();
        eventually().until(() -> isCalledOff(1) && dead.letterCount() == 0);
    }

    @Test
    void reportsABatchThatFailsForTooLong() {
        Replica replica =
                testBed.start(
                        dead.setup()
                                .with("quadrille.consumer.stalled-after", "0s")
                                .afterLoad(_ -> {
                                    throw new IllegalStateException("on purpose");
                                }));
        parcels.publish(charged(1));
        eventually()
                .untilAsserted(() ->
                        assertThat(replica.bean(ConsumersHealth.class).health().getStatus())
                                .isEqualTo(Status.OUT_OF_SERVICE));
        assertThat(replica.bean(ConsumersHealth.class).health().getDetails())
                .containsOnlyKeys("order-flow");
        assertThat(replica.meter("quadrille.consumer.stalled")).isPositive();
    }

    private void corruptTheRowOfTheFirstOrder() {
        parcels.publish(charged(20));
        parcels.awaitBooked(20);
        testBed.jdbc()
                .sql("update parcel set status = 'UNHEARD_OF' where order_id = ?::uuid")
                .param(order(1).toString())
                .update();
    }

    private boolean isCalledOff(int number) {
        return parcels.rows().stream()
                .anyMatch(row -> row.startsWith(order(number) + " CALLED_OFF"));
    }

    private static OrderCancelled cancelled(int number) {
        return Samples.orderCancelled(order(number), CancellationReason.DEADLINE_PASSED);
    }
}
