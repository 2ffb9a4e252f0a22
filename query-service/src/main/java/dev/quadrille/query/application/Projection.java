package dev.quadrille.query.application;

import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.PoisonedEvent;
import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Folds batches of the log into the read model: three statements, however many events there are.
@Component
class Projection implements BatchHandler<OrderEvent> {

    // However a batch was delivered, what stands first in the log comes first.
    private static final Comparator<Received<OrderEvent>> BY_POSITION =
            Comparator.comparingInt((Received<OrderEvent> it) -> it.position().partition())
                    .thenComparingLong(it -> it.position().offset());

    private final ReadModel model;
    private final SettledOrders settled;

    Projection(ReadModel model, SettledOrders settled) {
        this.model = model;
        this.settled = settled;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        List<Received<OrderEvent>> inLogOrder = batch.stream().sorted(BY_POSITION).toList();
        // Sorted, so that two replicas that project the same orders lock their rows in one order.
        Map<OrderId, OrderView> views =
                new TreeMap<>(
                        model.find(
                                batch.stream()
                                        .map(received -> received.event().orderId())
                                        .collect(Collectors.toSet())));
        for (Received<OrderEvent> received : inLogOrder) {
            views.compute(
                    received.event().orderId(),
                    (order, view) ->
                            PoisonedEvent.ifItFails(
                                    received,
                                    () ->
                                            (view == null ? OrderView.unseen(order) : view)
                                                    .with(received)));
        }
        model.append(inLogOrder.stream().map(TimelineEntry::of).toList());
        model.save(views.values());
        tellAfterCommit(
                views.values().stream()
                        .filter(OrderView::settled)
                        .map(OrderView::orderId)
                        .toList());
    }

    private void tellAfterCommit(List<OrderId> orders) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        orders.forEach(settled::tell);
                    }
                });
    }
}
