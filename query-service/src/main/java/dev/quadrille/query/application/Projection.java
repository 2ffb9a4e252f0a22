package dev.quadrille.query.application;

import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Folds batches of the log into the read model: three statements, however many events there are.
@Component
class Projection implements BatchHandler<OrderEvent> {

    private final ReadModel model;
    private final SettledOrders settled;

    Projection(ReadModel model, SettledOrders settled) {
        this.model = model;
        this.settled = settled;
    }

    @Override
    public void handle(List<Received<OrderEvent>> batch) {
        Map<OrderId, OrderView> views =
                new HashMap<>(
                        model.find(
                                batch.stream()
                                        .map(received -> received.event().orderId())
                                        .collect(Collectors.toSet())));
        for (Received<OrderEvent> received : batch) {
            views.compute(
                    received.event().orderId(),
                    (order, view) ->
                            (view == null ? OrderView.unseen(order) : view).with(received));
        }
        model.append(batch.stream().map(TimelineEntry::of).toList());
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
