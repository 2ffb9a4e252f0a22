package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Publication;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.samples.Samples;
import dev.quadrille.messaging.wire.Envelope;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a broker that takes one fact and refuses another does to the order of facts.
class RelayTurnsIT {

    private static final OrderId REFUSED = OrderId.of("01920000-0000-7000-8000-000000000001");
    private static final OrderId TAKEN = OrderId.of("01920000-0000-7000-8000-000000000002");

    @RegisterExtension final ReplicaTestBed stage = new ReplicaTestBed();

    @Test
    void keepsBackOnlyTheKeyWhoseFactIsNotTaken() {
        FussyBroker broker = new FussyBroker();
        Replica replica = stage.start(Replica.sender().singleton("broker", broker));
        replica.append(facts(REFUSED));
        replica.append(facts(TAKEN));
        await().untilAsserted(() -> assertThat(broker.takenOf(TAKEN)).hasSize(2));
        await().until(() -> broker.refusals.get() > 3);
        assertThat(broker.takenOf(REFUSED)).isEmpty();

        broker.refuses = false;
        await().untilAsserted(() -> assertThat(broker.takenOf(REFUSED)).hasSize(2));
        assertThat(broker.takenOf(REFUSED))
                .containsExactly("quadrille.OrderPlaced.v1", "quadrille.OrderCancelled.v1");
    }

    @Test
    void letsOthersFlowWithoutPausesWhileOneKeyIsKeptBack() {
        FussyBroker broker = new FussyBroker();
        Replica replica = stage.start(Replica.sender().singleton("broker", broker));
        replica.append(facts(REFUSED));
        await().until(() -> broker.refusals.get() > 0);
        for (int sent = 2; sent <= 20; sent += 2) {
            int expected = sent;
            replica.append(facts(TAKEN));
            await().untilAsserted(() -> assertThat(broker.takenOf(TAKEN)).hasSize(expected));
        }
    }

    private static List<Publication<OrderEvent>> facts(OrderId order) {
        return Stream.of(
                        Samples.orderPlaced(order),
                        Samples.orderCancelled(order, CancellationReason.DEADLINE_PASSED))
                .map(fact -> Publication.of(fact, EventTrace.NONE))
                .toList();
    }

    /// Refuses the first fact of one order that it is offered in a turn, and takes all others.
    private static final class FussyBroker implements EventSender {

        private final List<OutboxRow> taken = new CopyOnWriteArrayList<>();
        private volatile boolean refuses = true;
        private final AtomicInteger refusals = new AtomicInteger();

        @Override
        public List<OutboxRow> send(Destination destination, List<OutboxRow> facts) {
            List<OutboxRow> acknowledged = new ArrayList<>(facts);
            Optional<OutboxRow> refused =
                    facts.stream().filter(it -> refuses && isOf(REFUSED, it)).findFirst();
            refused.ifPresent(acknowledged::remove);
            refused.ifPresent(_ -> refusals.incrementAndGet());
            taken.addAll(acknowledged);
            return acknowledged;
        }

        List<String> takenOf(OrderId order) {
            return taken.stream()
                    .filter(it -> isOf(order, it))
                    .map(it -> ((Envelope) it.outgoing()).type())
                    .toList();
        }

        private static boolean isOf(OrderId order, OutboxRow fact) {
            return order.toString().equals(fact.outgoing().key());
        }
    }
}
