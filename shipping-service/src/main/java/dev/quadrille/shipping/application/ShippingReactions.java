package dev.quadrille.shipping.application;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.States;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.shipping.domain.Shipment;
import org.springframework.stereotype.Component;

/// What shipping does in the flow.
@Component
class ShippingReactions implements Reactions<States<Shipment>> {

    private final StateStore<Shipment> shipments;

    ShippingReactions(StateStore<Shipment> shipments) {
        this.shipments = shipments;
    }

    @Override
    public Participant participant() {
        return Participant.SHIPPING;
    }

    @Override
    public States<Shipment> load(Batch batch) {
        return shipments.load(batch);
    }

    @Reacts(BOOK_SHIPMENT)
    Decision<Shipment> book(States<Shipment> work, PaymentCharged charged) {
        ShipmentId newId = new ShipmentId(Uuids.next());
        return work.decide(charged.orderId(), shipment -> shipment.book(charged, newId));
    }

    @Reacts(CANCEL_SHIPMENT)
    Decision<Shipment> cancel(States<Shipment> work, OrderCancelled cancelled) {
        return work.decide(cancelled.orderId(), shipment -> shipment.cancel(cancelled));
    }

    @Override
    public void save(States<Shipment> work) {
        shipments.save(work);
    }
}
