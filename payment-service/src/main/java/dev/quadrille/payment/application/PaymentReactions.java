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
    private final ProviderCalls calls;
    private final PaymentWorker worker;

    PaymentReactions(Payments payments, ProviderCalls calls, PaymentWorker worker) {
        this.payments = payments;
        this.calls = calls;
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
        List<DuePayment> attempts = new ArrayList<>();
        TransactionSynchronizationManager.registerSynchronization(
                new HandOver(calls, worker, attempts));
        attempt(work, attempts);
        payments.save(work);
    }

    /// Begins as attempts those payments for which this process has room, which saves the worker a
    /// commit to claim them. The others stay pending.
    private void attempt(States<Payment> work, List<DuePayment> attempts) {
        List<OrderId> pending =
                work.changed().values().stream()
                        .filter(Payment.Pending.class::isInstance)
                        .map(Payment::orderId)
                        .toList();
        for (OrderId order : pending) {
            if (!calls.takeOne()) {
                break;
            }
            attempts.add(attempted(work, order));
        }
    }

    private DuePayment attempted(States<Payment> work, OrderId order) {
        try {
            Decision<Payment> _ = work.decide(order, Payment::attempt);
            return new DuePayment(work.of(order), work.traceparentOf(order));
        } catch (RuntimeException | Error e) {
            calls.giveBack(1);
            throw e;
        }
    }

    /// Leaves the attempts to the worker once they are on record, and tells it that more may be
    /// due.
    private record HandOver(ProviderCalls calls, PaymentWorker worker, List<DuePayment> attempts)
            implements TransactionSynchronization {
        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                attempts.forEach(calls::begin);
                worker.wake();
            } else {
                // What is on record after all becomes due again when its lease ends.
                calls.giveBack(attempts.size());
            }
        }
    }
}
