package dev.quadrille.messaging.parcel;

import static dev.quadrille.orderflow.OrderFlow.BOOK_SHIPMENT;
import static dev.quadrille.orderflow.OrderFlow.CANCEL_SHIPMENT;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.States;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentCharged;

/// Plays shipping's part.
final class ParcelReactions implements Reactions<States<Parcel>> {

    private final StateStore<Parcel> parcels;
    private final AfterLoad afterLoad;
    private final InDecision inDecision;

    ParcelReactions(StateStore<Parcel> parcels, AfterLoad afterLoad, InDecision inDecision) {
        this.parcels = parcels;
        this.afterLoad = afterLoad;
        this.inDecision = inDecision;
    }

    @Override
    public Participant participant() {
        return Participant.SHIPPING;
    }

    @Override
    public States<Parcel> load(Batch batch) {
        States<Parcel> work = parcels.load(batch);
        afterLoad.pass(batch);
        return work;
    }

    @Reacts(BOOK_SHIPMENT)
    Decision<Parcel> book(States<Parcel> work, PaymentCharged charged) {
        inDecision.pass(charged);
        return work.decide(charged.orderId(), Parcel::book);
    }

    @Reacts(CANCEL_SHIPMENT)
    Decision<Parcel> callOff(States<Parcel> work, OrderEvent cancelled) {
        inDecision.pass(cancelled);
        return work.decide(cancelled.orderId(), Parcel::callOff);
    }

    @Override
    public void save(States<Parcel> work) {
        parcels.save(work);
    }
}
