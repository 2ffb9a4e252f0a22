package dev.quadrille.messaging.consumer;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.replica.ReplicaTestBed;
import dev.quadrille.messaging.replica.TopicProbe;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/// What can be seen of the parcel service: what it has on record, and what it tells.
final class Parcels {

    private final ReplicaTestBed stage;

    Parcels(ReplicaTestBed stage) {
        this.stage = stage;
    }

    /// Tells the service, once its topics are there.
    void tell(Collection<? extends OrderEvent> events) {
        eventually().until(() -> probe().partitions() > 0);
        probe().put(events);
    }

    TopicProbe<OrderEvent> probe() {
        return stage.probe(ORDER_FLOW);
    }

    /// Every row, in a form that shows any change.
    List<String> rows() {
        return stage.jdbc()
                .sql("select order_id || ' ' || status || ' ' || version from parcel order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// All bookings that were ever told, the same one only once.
    List<ShipmentBooked> bookings() {
        return probe().distinct(ShipmentBooked.class);
    }

    /// Waits until so many parcels are booked and told.
    void awaitBooked(int orders) {
        eventually().until(() -> rows().size() == orders && waiting() == 0);
    }

    int waiting() {
        return stage.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
