package dev.quadrille.order.application;

import static dev.quadrille.orderflow.OrderFlow.CANCEL_ORDER;
import static dev.quadrille.orderflow.OrderFlow.CONFIRM_ORDER;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.order.domain.Order;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ShipmentBooked;
import dev.quadrille.orderflow.value.CancellationReason;
import org.springframework.stereotype.Component;

/// The saga participant of the order service. It confirms or cancels the order.
@Component
class OrderSagaParticipant implements SagaParticipant<UnitOfWork<Order>> {

    private final Orders orders;

    OrderSagaParticipant(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Participant participant() {
        return Participant.ORDER;
    }

    @Override
    public UnitOfWork<Order> load(Batch batch) {
        return orders.load(batch);
    }

    @Handles(CONFIRM_ORDER)
    Decision<Order> confirm(UnitOfWork<Order> work, ShipmentBooked booked) {
        return work.decide(booked.orderId(), Order::confirm);
    }

    /// Handles the refusals of all participants in the same way.
    @Handles(CANCEL_ORDER)
    Decision<Order> cancel(UnitOfWork<Order> work, OrderEvent refusal) {
        return work.decide(
                refusal.orderId(), order -> order.cancel(CancellationReason.of(refusal)));
    }

    @Override
    public void save(UnitOfWork<Order> work) {
        orders.save(work);
    }
}
