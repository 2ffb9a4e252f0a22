package dev.quadrille.payment.application;

import dev.quadrille.messaging.InfrastructureFailure;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.Publication;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Records the provider's answers, all that have arrived in one transaction, with the events that
/// tell them. One that cannot be recorded, by the fault of its own payment, does not hold up the
/// others: it is dropped, and its payment asked about again when its lease ends.
@Component
class ProviderResultRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderResultRecorder.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Payments payments;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Counter unrecordable;
    private final AdaptiveBatchPause pace = new AdaptiveBatchPause();
    private final BlockingQueue<ProviderResult> arrived = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("answer-recorder").unstarted(this::work);

    ProviderResultRecorder(
            Payments payments,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.payments = payments;
        this.outbox = outbox;
        this.transaction = transaction;
        this.unrecordable = meters.counter("quadrille.payments.unrecordable");
    }

    void record(ProviderResult answered) {
        arrived.add(answered);
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<ProviderResult> batch = new ArrayList<>();
                batch.add(arrived.take());
                pace.start();
                arrived.drainTo(batch, BATCH - 1);
                recordAll(batch);
                batch.forEach(answered -> answered.recorded().run());
                pace.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void recordAll(List<ProviderResult> batch) throws InterruptedException {
        try {
            untilTroublePasses(batch);
        } catch (RuntimeException | Error e) {
            LOG.info("{} answers are recorded one by one", batch.size());
            for (ProviderResult answered : batch) {
                recordAlone(answered);
            }
        }
    }

    private void recordAlone(ProviderResult answered) throws InterruptedException {
        try {
            untilTroublePasses(List.of(answered));
        } catch (RuntimeException | Error e) {
            // An Error too: a recorder that ended would leave every payment open.
            LOG.error("the answer about {} cannot be recorded", answered.order(), e);
            unrecordable.increment();
        }
    }

    private void untilTroublePasses(List<ProviderResult> batch) throws InterruptedException {
        while (true) {
            try {
                transaction.executeWithoutResult(_ -> decide(batch));
                return;
            } catch (RuntimeException e) {
                if (!InfrastructureFailure.isTransient(e)) {
                    throw e;
                }
                LOG.warn("{} answers cannot be recorded yet: {}", batch.size(), e.toString());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void decide(List<ProviderResult> batch) {
        UnitOfWork<Payment> states =
                payments.load(batch.stream().map(ProviderResult::order).toList());
        List<Publication<OrderEvent>> published = new ArrayList<>();
        List<OrderId> unknown = new ArrayList<>();
        List<OrderId> notCalled = new ArrayList<>();
        for (ProviderResult answered : batch) {
            OrderId order = answered.order();
            Decision<Payment> decision =
                    states.decide(order, payment -> payment.record(answered.answer()));
            if (decision instanceof Decision.Step<Payment> step) {
                step.published()
                        .ifPresent(event -> published.add(Publication.of(event, answered.trace())));
            } else if (answered.answer() instanceof ProviderAnswer.Unknown) {
                unknown.add(order);
            } else if (answered.answer() instanceof ProviderAnswer.NotCalled) {
                notCalled.add(order);
            }
        }
        if (!unknown.isEmpty() || !notCalled.isEmpty()) {
            // All rows in one order, as the consumers lock them: else each could wait for the
            // other.
            payments.lock(batch.stream().map(ProviderResult::order).toList());
        }
        payments.save(states);
        payments.postpone(unknown);
        payments.release(notCalled);
        outbox.append(published);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }
}
