package dev.quadrille.order.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Cancels orders on request of a customer or because of the deadline.
@Component
public class CancelOrder {

    private final Orders orders;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final EventSpans spans;

    CancelOrder(Orders orders, Outbox outbox, TransactionTemplate transaction, EventSpans spans) {
        this.orders = orders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.spans = spans;
    }

    /// Cancels an open order and returns its resulting state. A confirmed order stays confirmed.
    public Order cancel(OrderId id, CancellationReason reason) {
        try {
            return transaction.execute(_ -> cancelAll(Set.of(id), reason).of(id));
        } catch (OptimisticLockingFailureException e) {
            // A concurrent transaction ended the order. An order ends once, so the retry reads its
            // final state.
            return transaction.execute(_ -> cancelAll(Set.of(id), reason).of(id));
        }
    }

    /// Cancels orders in the current transaction. Skips orders whose rows are unreadable.
    UnitOfWork<Order> cancelAll(Collection<OrderId> ids, CancellationReason reason) {
        UnitOfWork<Order> states = orders.load(ids);
        List<EventEnvelope<OrderEvent>> published = new ArrayList<>();
        for (OrderId id : ids) {
            if (!states.unreadable().contains(id)
                    && states.decide(id, order -> order.cancel(reason))
                            instanceof Decision.Step<Order> step) {
                EventTrace trace =
                        spans.recordCancellation(
                                OrderFlow.CANCEL_ORDER.name(),
                                id.toString(),
                                reason,
                                states.traceOf(id));
                step.published()
                        .map(event -> EventEnvelope.of(event, trace))
                        .ifPresent(published::add);
            }
        }
        orders.save(states);
        outbox.append(published);
        return states;
    }
}
