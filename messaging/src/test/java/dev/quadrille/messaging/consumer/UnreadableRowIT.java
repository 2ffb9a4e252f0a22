package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.OrderEvents.charged;
import static dev.quadrille.messaging.consumer.OrderEvents.order;
import static dev.quadrille.messaging.consumer.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

/// A row that this build cannot read, as one of a newer build or one that was edited by hand.
class UnreadableRowIT {

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();
    private final Parcels parcels = new Parcels(stage);
    private final DeadParcels dead = new DeadParcels(stage);

    @Test
    void holdsUpItsOwnOrderOnly() {
        Replica replica = stage.start(dead.setup());
        spoilTheRowOfTheFirstOrder();
        parcels.tell(List.of(cancelled(1), cancelled(2)));
        ListedDeadLetter letter = dead.awaitLetter(replica, 0);
        assertThat(letter.orderId()).contains(order(1).value());
        assertThat(letter.cause()).startsWith("UnreadableState: the stored state of order");
        parcels.tell(List.of(Samples.paymentCharged(order(1)), Samples.paymentCharged(order(30))));
        dead.awaitLetter(replica, 1);
        eventually().until(() -> calledOff(2) && parcels.rows().size() == 21);
        assertThat(replica.meter("quadrille.consumer.retries")).isZero();
        assertThat(replica.meter("quadrille.dead.letters", "cause", "unreadable")).isOne();
        assertThat(replica.bean(ConsumersHealth.class).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isHandledByItselfOnceItIsRepaired() {
        Replica replica =
                stage.start(dead.setup().with("quadrille.dead-letters.replay-interval", "200ms"));
        spoilTheRowOfTheFirstOrder();
        parcels.tell(List.of(cancelled(1)));
        dead.awaitLetter(replica, 0);
        stage.jdbc()
                .sql("update parcel set status = 'BOOKED' where status = 'UNHEARD_OF'")
                .update();
        eventually().until(() -> calledOff(1) && dead.dead() == 0);
    }

    @Test
    void showsThatOneBatchFailsForTooLong() {
        Replica replica =
                stage.start(
                        dead.setup()
                                .with("quadrille.consumer.stalled-after", "0s")
                                .afterLoad(_ -> {
                                    throw new IllegalStateException("on purpose");
                                }));
        parcels.tell(charged(1));
        eventually()
                .untilAsserted(() ->
                        assertThat(replica.bean(ConsumersHealth.class).health().getStatus())
                                .isEqualTo(Status.OUT_OF_SERVICE));
        assertThat(replica.bean(ConsumersHealth.class).health().getDetails())
                .containsOnlyKeys("order-flow");
        assertThat(replica.meter("quadrille.consumer.stalled")).isPositive();
    }

    private void spoilTheRowOfTheFirstOrder() {
        parcels.tell(charged(20));
        parcels.awaitBooked(20);
        stage.jdbc()
                .sql("update parcel set status = 'UNHEARD_OF' where order_id = ?::uuid")
                .param(order(1).toString())
                .update();
    }

    private boolean calledOff(int number) {
        return parcels.rows().stream()
                .anyMatch(row -> row.startsWith(order(number) + " CALLED_OFF"));
    }

    private static OrderCancelled cancelled(int number) {
        return Samples.orderCancelled(order(number), CancellationReason.DEADLINE_PASSED);
    }
}
