package dev.quadrille.testsupport.parcel;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;

/// Saga participant in the role of shipping.
final class ParcelSagaParticipant implements SagaParticipant<UnitOfWork<Parcel>> {

    private final StateStore<Parcel> parcels;
    private final LoadHook afterLoad;
    private final DecisionHook inDecision;

    ParcelSagaParticipant(StateStore<Parcel> parcels, LoadHook afterLoad, DecisionHook inDecision) {
        this.parcels = parcels;
        this.afterLoad = afterLoad;
        this.inDecision = inDecision;
    }

    @Override
    public Participant participant() {
        return Participant.SHIPPING;
    }

    @Override
    public UnitOfWork<Parcel> load(Batch batch) {
        UnitOfWork<Parcel> work = parcels.load(batch);
        afterLoad.afterLoad(batch);
        return work;
    }

    @Handles(BOOK_SHIPMENT)
    Decision<Parcel> book(UnitOfWork<Parcel> work, PaymentCharged charged) {
        inDecision.onDecision(charged);
        return work.decide(charged.orderId(), Parcel::book);
    }

    @Handles(CANCEL_SHIPMENT)
    Decision<Parcel> callOff(UnitOfWork<Parcel> work, OrderEvent cancelled) {
        inDecision.onDecision(cancelled);
        return work.decide(cancelled.orderId(), Parcel::callOff);
    }

    @Override
    public void save(UnitOfWork<Parcel> work) {
        parcels.save(work);
    }
}
