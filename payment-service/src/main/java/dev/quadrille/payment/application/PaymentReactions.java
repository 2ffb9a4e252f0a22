package dev.quadrille.payment.application;

import static dev.quadrille.orderflow.OrderFlow.CHARGE_PAYMENT;
import static dev.quadrille.orderflow.OrderFlow.REFUND_PAYMENT;

import dev.quadrille.messaging.Batch;
import dev.quadrille.messaging.Reactions;
import dev.quadrille.messaging.Reacts;
import dev.quadrille.messaging.States;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// What payment does in the flow: it only notes what is due, and leaves the provider to the worker,
/// so that a slow provider never holds up a partition.
@Component
class PaymentReactions implements Reactions<States<Payment>> {

    private final Payments payments;
    private final PaymentWorker worker;

    PaymentReactions(Payments payments, PaymentWorker worker) {
        this.payments = payments;
        this.worker = worker;
    }

    @Override
    public Participant participant() {
        return Participant.PAYMENT;
    }

    @Override
    public States<Payment> load(Batch batch) {
        return payments.load(batch);
    }

    @Reacts(CHARGE_PAYMENT)
    Decision<Payment> charge(States<Payment> work, StockReserved reserved) {
        return work.decide(reserved.orderId(), payment -> payment.charge(reserved));
    }

    @Reacts(REFUND_PAYMENT)
    Decision<Payment> refund(States<Payment> work, OrderCancelled cancelled) {
        return work.decide(cancelled.orderId(), payment -> payment.cancel(cancelled));
    }

    @Override
    public void save(States<Payment> work) {
        TransactionSynchronizationManager.registerSynchronization(
                new HandOver(worker, attempt(work)));
        payments.save(work);
    }

    /// Has those attempt at once for which this process has room, which saves the worker a commit
    /// to claim them. The others stay pending.
    private List<DuePayment> attempt(States<Payment> work) {
        List<OrderId> pending =
                work.changed().values().stream()
                        .filter(Payment.Pending.class::isInstance)
                        .map(Payment::orderId)
                        .toList();
        List<DuePayment> attempts = new ArrayList<>();
        for (OrderId order : pending) {
            if (!worker.makeRoom()) {
                break;
            }
            Decision<Payment> _ = work.decide(order, Payment::attempt);
            attempts.add(new DuePayment(work.of(order), work.traceOf(order)));
        }
        return attempts;
    }

    /// Leaves the attempts to the worker once they are on record, and tells it that more may be
    /// due.
    private record HandOver(PaymentWorker worker, List<DuePayment> attempts)
            implements TransactionSynchronization {
        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                attempts.forEach(worker::call);
                worker.wake();
            } else {
                // Whatever is on record after all becomes due again when its lease ends.
                worker.giveRoom(attempts.size());
            }
        }
    }
}
