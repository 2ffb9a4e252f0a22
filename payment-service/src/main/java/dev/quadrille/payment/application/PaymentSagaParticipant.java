package dev.quadrille.payment.application;

import static dev.quadrille.orderflow.OrderFlow.CHARGE_PAYMENT;
import static dev.quadrille.orderflow.OrderFlow.REFUND_PAYMENT;

import dev.quadrille.messaging.AfterCommit;
import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Handles;
import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.payment.domain.Payment;
import org.springframework.stereotype.Component;

/// The saga participant of the payment service. Its steps only record that a call to the provider
/// is due. The payment worker makes the calls, so that a slow provider never blocks a partition.
@Component
class PaymentSagaParticipant implements SagaParticipant<UnitOfWork<Payment>> {

    private final Payments payments;
    private final PaymentWorker worker;

    PaymentSagaParticipant(Payments payments, PaymentWorker worker) {
        this.payments = payments;
        this.worker = worker;
    }

    @Override
    public Participant participant() {
        return Participant.PAYMENT;
    }

    @Override
    public UnitOfWork<Payment> load(Batch batch) {
        return payments.load(batch);
    }

    @Handles(CHARGE_PAYMENT)
    Decision<Payment> charge(UnitOfWork<Payment> work, StockReserved reserved) {
        return work.decide(reserved.orderId(), payment -> payment.charge(reserved));
    }

    @Handles(REFUND_PAYMENT)
    Decision<Payment> refund(UnitOfWork<Payment> work, OrderCancelled cancelled) {
        return work.decide(cancelled.orderId(), payment -> payment.cancel(cancelled));
    }

    @Override
    public void save(UnitOfWork<Payment> work) {
        payments.save(work);
        AfterCommit.run(worker::wake);
    }
}
