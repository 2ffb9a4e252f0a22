package dev.quadrille.messaging.deadletter;

import static dev.quadrille.testsupport.replica.OrderEvents.order;
import static dev.quadrille.testsupport.replica.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import dev.quadrille.testsupport.samples.Samples;
import dev.quadrille.testsupport.servers.TopicLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An operator replays while events of the same order keep arriving.
class ReplayRaceIT {

    private static final int ROUNDS = Integer.getInteger("quadrille.rounds", 40);
    private static final int EVENTS = 25;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();
    private final DeadParcels dead = new DeadParcels(testBed);

    @Test
    void losesNoEventAndKeepsTheLogOrder() {
        Replica replica = testBed.start(dead.setup());
        try (TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW)) {
            for (int round = 0; round < ROUNDS; round++) {
                race(replica, log, order(round), round % EVENTS);
            }
        }
    }

    /// The first event fails until it is replayed; one of the later events fails once more after
    /// that.
    private void race(Replica replica, TopicLog<OrderEvent> log, OrderId order, int second) {
        OrderEvent first = Samples.paymentCharged(order);
        List<OrderCancelled> later =
                IntStream.range(0, EVENTS).mapToObj(it -> cancelled(order, it)).toList();
        dead.poison(first, later.get(second));
        log.publish(first);
        dead.awaitLetter(replica, 0);
        CompletableFuture<Void> arriving =
                CompletableFuture.runAsync(() -> later.forEach(log::publish));
        dead.heal(first);
        replayAll(replica);
        dead.healAll();
        while (!arriving.isDone() || dead.letterCount() > 0) {
            replayAll(replica);
        }
        eventually()
                .untilAsserted(() ->
                        assertThat(dead.decided(order))
                                .containsExactlyElementsOf(
                                        Stream.concat(Stream.of(first), later.stream())
                                                .map(DeadParcels::nameOf)
                                                .toList()));
        assertThat(dead.letterCount()).isZero();
        assertThat(dead.parkedCount()).isZero();
    }

    private void replayAll(Replica replica) {
        for (ListedDeadLetter letter : dead.letters(replica)) {
            dead.replay(replica, letter.id());
        }
    }

    private static OrderCancelled cancelled(OrderId order, int number) {
        return new OrderCancelled(
                order,
                CancellationReason.DEADLINE_PASSED,
                new Money(number, Samples.TOTAL.currency()));
    }
}
