package dev.quadrille.query.application;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PoisonEvent;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The projection of CQRS: folds batches of the log into a read model, with three statements per
/// batch.
public final class Projection implements BatchHandler<OrderEvent> {

    /// The version of the fold. Increase it with every change of its result: a rebuild that began
    /// under one version does not resume under another.
    public static final int VERSION = 1;

    // Sorted by position in the log, independent of the order of delivery.
    private static final Comparator<EventEnvelope<OrderEvent>> BY_POSITION =
            Comparator.comparingInt((EventEnvelope<OrderEvent> it) -> it.position().partition())
                    .thenComparingLong(it -> it.position().offset());

    private final ReadModel model;
    private final Consumer<OrderId> settled;

    /// @param settled receives every order that a batch finds or leaves settled, after the commit
    public Projection(ReadModel model, Consumer<OrderId> settled) {
        this.model = model;
        this.settled = settled;
    }

    @Override
    public void handle(List<EventEnvelope<OrderEvent>> batch) {
        List<EventEnvelope<OrderEvent>> inLogOrder = batch.stream().sorted(BY_POSITION).toList();
        Map<OrderId, OrderView> found = find(inLogOrder);
        // Sorted, so that two replicas that project the same orders lock their rows in one order.
        Map<OrderId, OrderView> views = new TreeMap<>(found);
        inLogOrder.forEach(received -> fold(received, views));
        model.append(entries(inLogOrder));
        model.save(found, changed(found, views));
        List<OrderId> settledOrders =
                views.values().stream().filter(OrderView::settled).map(OrderView::orderId).toList();
        AfterCommit.run(() -> settledOrders.forEach(settled));
    }

    /// Attributes a view that cannot be read to the first event of its order, so that the other
    /// orders are projected without it.
    private Map<OrderId, OrderView> find(List<EventEnvelope<OrderEvent>> inLogOrder) {
        Set<OrderId> orders =
                inLogOrder.stream().map(it -> it.event().orderId()).collect(Collectors.toSet());
        try {
            return model.find(orders);
        } catch (UnreadableState e) {
            EventEnvelope<OrderEvent> first =
                    inLogOrder.stream()
                            .filter(it -> it.event().orderId().equals(e.order()))
                            .findFirst()
                            .orElseThrow(() -> e);
            return PoisonEvent.guard(
                    first,
                    () -> {
                        throw e;
                    });
        }
    }

    private static void fold(EventEnvelope<OrderEvent> received, Map<OrderId, OrderView> views) {
        OrderId order = received.event().orderId();
        OrderView view = views.getOrDefault(order, OrderView.unseen(order));
        views.put(order, PoisonEvent.guard(received, () -> view.with(received)));
    }

    /// Each event once: the first of several copies in a batch.
    private static Collection<TimelineEntry> entries(List<EventEnvelope<OrderEvent>> inLogOrder) {
        Map<UUID, TimelineEntry> entries = new LinkedHashMap<>();
        inLogOrder.forEach(it -> entries.putIfAbsent(it.id(), TimelineEntry.of(it)));
        return entries.values();
    }

    private static List<OrderView> changed(
            Map<OrderId, OrderView> found, Map<OrderId, OrderView> views) {
        return views.values().stream().filter(it -> !it.equals(found.get(it.orderId()))).toList();
    }
}
