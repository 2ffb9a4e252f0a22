package dev.quadrille.payment.application;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.Outbox;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.batching.AdaptiveBatchPause;
import dev.quadrille.messaging.batching.BatchThenSingly;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.payment.domain.ProviderAnswer;
import dev.quadrille.platform.failure.FailureClassifier;
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

/// Records provider results by group commit: one transaction records all results that have arrived,
/// and appends their events to the transactional outbox. A result that cannot be recorded because
/// of its own payment does not block other results. The recorder drops it, and the worker calls the
/// provider again when the lease of the payment expires.
@Component
class ProviderResultRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderResultRecorder.class);
    private static final int BATCH_SIZE = 500;
    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    private final Payments payments;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Counter unrecordable;
    // What is not repeated by the work itself fails for good.
    private final BatchThenSingly<ProviderResult, InterruptedException> recording =
            new BatchThenSingly<>(_ -> true, this::decideWithRetry, this::drop);
    private final AdaptiveBatchPause batchPause = new AdaptiveBatchPause();
    private final BlockingQueue<ProviderResult> results = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("provider-result-recorder").unstarted(this::work);

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

    void record(ProviderResult result) {
        results.add(result);
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<ProviderResult> batch = new ArrayList<>();
                batch.add(results.take());
                results.drainTo(batch, BATCH_SIZE - 1);
                recording.handle(batch);
                batch.forEach(result -> result.onRecorded().run());
                batchPause.pauseAfter(batch.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Also for an Error: without its recorder, the process would complete no payment.
    private void drop(ProviderResult result, Throwable failure) {
        LOG.error("Cannot record the provider result of order {}", result.order(), failure);
        unrecordable.increment();
    }

    private void decideWithRetry(List<ProviderResult> batch) throws InterruptedException {
        while (true) {
            try {
                transaction.executeWithoutResult(_ -> decide(batch));
                return;
            } catch (RuntimeException e) {
                if (FailureClassifier.isDefinite(e) || !FailureClassifier.isDatabaseFailure(e)) {
                    throw e;
                }
                LOG.warn("Cannot record {} provider results yet: {}", batch.size(), e.toString());
                Thread.sleep(RETRY_DELAY);
            }
        }
    }

    private void decide(List<ProviderResult> batch) {
        UnitOfWork<Payment> states =
                payments.load(batch.stream().map(ProviderResult::order).toList());
        List<EventEnvelope<OrderEvent>> published = new ArrayList<>();
        List<OrderId> unknown = new ArrayList<>();
        List<OrderId> notCalled = new ArrayList<>();
        for (ProviderResult result : batch) {
            OrderId order = result.order();
            Decision<Payment> decision =
                    states.decide(order, payment -> payment.record(result.answer()));
            if (decision instanceof Decision.Step<Payment> step) {
                step.published()
                        .ifPresent(event -> published.add(EventEnvelope.of(event, result.trace())));
            } else if (result.answer() instanceof ProviderAnswer.Unknown) {
                unknown.add(order);
            } else if (result.answer() instanceof ProviderAnswer.NotCalled) {
                notCalled.add(order);
            }
        }
        if (!unknown.isEmpty() || !notCalled.isEmpty()) {
            // Locks all rows in the order of their IDs, as the consumers do, to prevent a deadlock.
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
