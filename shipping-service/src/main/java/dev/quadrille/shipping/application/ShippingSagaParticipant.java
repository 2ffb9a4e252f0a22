package dev.quadrille.shipping.application;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.PaymentCharged;
import dev.quadrille.orderflow.value.ShipmentId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.platform.fault.Fault;
import dev.quadrille.platform.fault.FaultPoints;
import dev.quadrille.shipping.domain.Shipment;
import org.springframework.stereotype.Component;

/// The saga participant of the shipping service. It books a shipment after payment. Its
/// compensation cancels the shipment.
@Component
class ShippingSagaParticipant implements SagaParticipant<UnitOfWork<Shipment>> {

    private final StateStore<Shipment> shipments;
    private final FaultPoints faults;

    ShippingSagaParticipant(StateStore<Shipment> shipments, FaultPoints faults) {
        this.faults = faults;
        this.shipments = shipments;
    }

    @Override
    public Participant participant() {
        return Participant.SHIPPING;
    }

    @Override
    public UnitOfWork<Shipment> load(Batch batch) {
        return shipments.load(batch);
    }

    @Handles(BOOK_SHIPMENT)
    Decision<Shipment> book(UnitOfWork<Shipment> work, PaymentCharged charged) {
        if (faults.injects(Fault.REFUSE, charged.customerId().value())) {
            return work.decide(charged.orderId(), Shipment::refuse);
        }
        ShipmentId newId = new ShipmentId(Uuids.next());
        return work.decide(charged.orderId(), shipment -> shipment.book(charged, newId));
    }

    @Handles(CANCEL_SHIPMENT)
    Decision<Shipment> cancel(UnitOfWork<Shipment> work, OrderCancelled cancelled) {
        return work.decide(cancelled.orderId(), shipment -> shipment.cancel(cancelled));
    }

    @Override
    public void save(UnitOfWork<Shipment> work) {
        shipments.save(work);
    }
}
