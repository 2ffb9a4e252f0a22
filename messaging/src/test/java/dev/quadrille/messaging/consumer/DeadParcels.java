package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.consumer.Parcels.eventually;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.deadletter.ReplayOutcome;
import dev.quadrille.messaging.parcel.DecisionHook;
import dev.quadrille.messaging.replica.Replica;
import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The parcel service with events that it cannot handle, until they are cured.
final class DeadParcels {

    static final String DEAD_TOPIC = "order-flow.parcel.dead";

    private final ReplicaTestBed stage;
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final List<String> decided = Collections.synchronizedList(new ArrayList<>());

    DeadParcels(ReplicaTestBed stage) {
        this.stage = stage;
    }

    Replica.Setup setup() {
        DecisionHook inDecision =
                event -> {
                    if (poisoned.contains(nameOf(event))) {
                        throw new IllegalStateException(nameOf(event) + " on purpose");
                    }
                    decided.add(nameOf(event));
                };
        return Replica.parcels().inDecision(inDecision);
    }

    void poison(OrderEvent... events) {
        List.of(events).forEach(it -> poisoned.add(nameOf(it)));
    }

    void cure(OrderEvent event) {
        poisoned.remove(nameOf(event));
    }

    void cureAll() {
        poisoned.clear();
    }

    /// The decisions taken about the order, in that order, each once.
    List<String> decided(OrderId order) {
        return List.copyOf(decided).stream()
                .filter(it -> it.startsWith(order.toString()))
                .distinct()
                .toList();
    }

    static String nameOf(OrderEvent event) {
        String number = event instanceof OrderCancelled it ? " " + it.total().amount() : "";
        return event.orderId() + " " + event.getClass().getSimpleName() + number;
    }

    List<ListedDeadLetter> letters(Replica replica) {
        return replica.bean(DeadLetters.class).oldest();
    }

    ListedDeadLetter awaitLetter(Replica replica, int parked) {
        eventually()
                .until(
                        () -> letters(replica).stream().map(ListedDeadLetter::parked).toList(),
                        List.of(parked)::equals);
        return letters(replica).getFirst();
    }

    ReplayOutcome replay(Replica replica, UUID letter) {
        return replica.bean(DeadLetters.class).replay(letter);
    }

    ReplayOutcome discard(Replica replica, UUID letter) {
        return replica.bean(DeadLetters.class).discard(letter);
    }

    int parked() {
        return stage.jdbc().sql("select count(*) from parked_event").query(Integer.class).single();
    }

    int dead() {
        return stage.jdbc().sql("select count(*) from dead_letter").query(Integer.class).single();
    }

    List<ConsumerRecord<String, byte[]>> published() {
        return stage.records(DEAD_TOPIC);
    }
}
