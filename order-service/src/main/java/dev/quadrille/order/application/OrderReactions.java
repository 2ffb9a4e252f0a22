package dev.quadrille.order.application;

import static dev.quadrille.orderflow.OrderFlow.CANCEL_ORDER;
import static dev.quadrille.orderflow.OrderFlow.CONFIRM_ORDER;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.messaging.States;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.CancellationReason;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import org.springframework.stereotype.Component;

/// What the order does in the flow: it decides its own end.
@Component
class OrderReactions implements Reactions<States<Order>> {

    private final Orders orders;

    OrderReactions(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Participant participant() {
        return Participant.ORDER;
    }

    @Override
    public States<Order> load(Batch batch) {
        return orders.load(batch);
    }

    @Reacts(CONFIRM_ORDER)
    Decision<Order> confirm(States<Order> work, ShipmentBooked booked) {
        return work.decide(booked.orderId(), Order::confirm);
    }

    /// Every refusal is taken alike.
    @Reacts(CANCEL_ORDER)
    Decision<Order> cancel(States<Order> work, OrderEvent refusal) {
        return work.decide(
                refusal.orderId(), order -> order.cancel(CancellationReason.of(refusal)));
    }

    @Override
    public void save(States<Order> work) {
        orders.save(work);
    }
}
