package dev.quadrille.messaging.deadletter;

import static dev.quadrille.testsupport.replica.Parcels.eventually;

import dev.quadrille.messaging.deadletter.DeadLetters.ReplayOutcome;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.testsupport.parcel.DecisionHook;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The parcel service with poison messages, which fail until they are healed.
public final class DeadParcels {

    static final String DEAD_TOPIC = "order-flow.parcel.dead";

    private final ReplicaTestBed testBed;
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    private final List<String> decided = Collections.synchronizedList(new ArrayList<>());

    public DeadParcels(ReplicaTestBed testBed) {
        this.testBed = testBed;
    }

    public Replica.Setup setup() {
        DecisionHook inDecision =
                event -> {
                    if (poisoned.contains(nameOf(event))) {
                        throw new IllegalStateException(nameOf(event) + " on purpose");
                    }
                    decided.add(nameOf(event));
                };
        return Replica.parcels().inDecision(inDecision);
    }

    public void poison(OrderEvent... events) {
        List.of(events).forEach(it -> poisoned.add(nameOf(it)));
    }

    public void heal(OrderEvent event) {
        poisoned.remove(nameOf(event));
    }

    public void healAll() {
        poisoned.clear();
    }

    /// The decisions on the order, in sequence and without repetitions.
    public List<String> decided(OrderId order) {
        return List.copyOf(decided).stream()
                .filter(it -> it.startsWith(order.toString()))
                .distinct()
                .toList();
    }

    static String nameOf(OrderEvent event) {
        String number = event instanceof OrderCancelled it ? " " + it.total().amount() : "";
        return event.orderId() + " " + event.getClass().getSimpleName() + number;
    }

    public List<ListedDeadLetter> letters(Replica replica) {
        return replica.bean(DeadLetters.class).oldest();
    }

    public ListedDeadLetter awaitLetter(Replica replica, int parked) {
        eventually()
                .until(
                        () -> letters(replica).stream().map(ListedDeadLetter::parked).toList(),
                        List.of(parked)::equals);
        return letters(replica).getFirst();
    }

    public ReplayOutcome replay(Replica replica, UUID letter) {
        return replica.bean(DeadLetters.class).replay(letter);
    }

    public ReplayOutcome discard(Replica replica, UUID letter) {
        return replica.bean(DeadLetters.class).discard(letter);
    }

    public int parkedCount() {
        return testBed.jdbc()
                .sql("select count(*) from parked_event")
                .query(Integer.class)
                .single();
    }

    public int letterCount() {
        return testBed.jdbc().sql("select count(*) from dead_letter").query(Integer.class).single();
    }

    public List<ConsumerRecord<String, byte[]>> published() {
        return testBed.records(DEAD_TOPIC);
    }
}
