package dev.quadrille.order.application;

import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Publication;
import dev.quadrille.messaging.States;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Interrupts an order from outside of the flow.
@Component
public class CancelOrder {

    private final Orders orders;
    private final Outbox outbox;

    CancelOrder(Orders orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    /// Cancels an order that has no end yet, and returns what it is afterwards: a confirmed one
    /// stays confirmed.
    @Transactional
    public Order cancel(OrderId id, CancellationReason reason) {
        States<Order> states = orders.load(Set.of(id));
        if (states.decide(id, order -> order.cancel(reason)) instanceof Decision.Step<Order> step) {
            orders.save(states);
            step.published()
                    .ifPresent(event ->
                            outbox.append(Publication.of(event, states.traceparentOf(id))));
        }
        return states.of(id);
    }
}
