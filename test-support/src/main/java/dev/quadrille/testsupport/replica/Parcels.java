package dev.quadrille.testsupport.replica;

import static dev.quadrille.messaging.Topic.ORDER_FLOW;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.awaitility.core.ConditionFactory;

/// The observable state of the parcel service: its rows and the events it publishes.
public final class Parcels {

    private final ReplicaTestBed testBed;

    public Parcels(ReplicaTestBed testBed) {
        this.testBed = testBed;
    }

    /// Publishes events to the service, once its topics exist.
    public void publish(Collection<? extends OrderEvent> events) {
        eventually().until(() -> probe().partitions() > 0);
        probe().publish(events);
    }

    public TopicProbe<OrderEvent> probe() {
        return testBed.probe(ORDER_FLOW);
    }

    /// All rows, in a form that shows any change.
    public List<String> rows() {
        return testBed.jdbc()
                .sql("select order_id || ' ' || status || ' ' || version from parcel order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }

    /// All published bookings without duplicates.
    public List<ShipmentBooked> bookings() {
        return probe().distinct(ShipmentBooked.class);
    }

    /// Waits until this many parcels are booked and published.
    public void awaitBooked(int orders) {
        eventually().until(() -> rows().size() == orders && outboxSize() == 0);
    }

    public int outboxSize() {
        return testBed.jdbc().sql("select count(*) from outbox").query(Integer.class).single();
    }

    public static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
