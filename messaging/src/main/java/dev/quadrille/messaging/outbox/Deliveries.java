package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.batching.WakeUpSignal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is under way, at most one delivery per destination, and which destinations rest after a
/// failure. A destination that does not answer holds up no other one. For the relay's thread only.
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    // SendResults that come together are deleted together. A destination that takes longer than
    // this is
    // left alone until it answers.
    private static final Duration GRACE = Duration.ofMillis(50);

    private final EventSender broker;
    private final WakeUpSignal bell;
    private final LongSupplier nanoTime;
    private final Map<Destination, Delivery> underWay = new HashMap<>();
    private final Map<Destination, Rest> resting = new HashMap<>();

    /// @param bell rings when a delivery ends that was not waited for
    Deliveries(EventSender broker, WakeUpSignal bell, LongSupplier nanoTime) {
        this.broker = broker;
        this.bell = bell;
        this.nanoTime = nanoTime;
    }

    /// The destinations that are not to be sent to now.
    Set<Destination> blocked() {
        Set<Destination> blocked = new HashSet<>(underWay.keySet());
        resting.forEach((destination, rest) -> {
            if (rest.lasts(nanoTime.getAsLong())) {
                blocked.add(destination);
            }
        });
        return blocked;
    }

    /// Sends to all these destinations at the same time and gives them a moment to answer.
    void send(Collection<RelayBatch> portions, long epoch) throws InterruptedException {
        List<Delivery> started =
                portions.stream().map(it -> Delivery.start(broker, it, epoch)).toList();
        started.forEach(it -> underWay.put(it.destination(), it));
        await(started);
        for (Delivery late : started.stream().filter(it -> !it.isDone()).toList()) {
            var _ = late.answer().whenComplete((_, _) -> bell.ring());
        }
    }

    private static void await(List<Delivery> started) throws InterruptedException {
        try {
            CompletableFuture.allOf(
                            started.stream()
                                    .map(Delivery::answer)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Each delivery tells its own outcome.
        }
    }

    /// Takes out the deliveries that have ended.
    SendResults takeAnswers() {
        List<Delivery> done = underWay.values().stream().filter(Delivery::isDone).toList();
        SendResults answers = new SendResults();
        for (Delivery delivery : done) {
            underWay.remove(delivery.destination());
            List<OutboxRow> taken = acknowledged(delivery);
            settle(delivery.destination(), taken);
            answers.add(delivery, taken);
        }
        return answers;
    }

    private static List<OutboxRow> acknowledged(Delivery delivery) {
        try {
            return delivery.acknowledged();
        } catch (CompletionException e) {
            LOG.warn("{} is tried again: {}", delivery.destination(), e.toString());
            return List.of();
        }
    }

    private void settle(Destination destination, List<OutboxRow> taken) {
        if (taken.isEmpty()) {
            resting.computeIfAbsent(destination, _ -> new Rest()).begin(nanoTime.getAsLong());
        } else {
            // One row that is refused is no reason to hold up the others.
            resting.remove(destination);
        }
    }

    private static final class Rest {

        private final DestinationBackoff backoff =
                new DestinationBackoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        private long until;

        void begin(long now) {
            backoff.fail();
            until = now + backoff.pause().orElse(Duration.ZERO).toNanos();
        }

        boolean lasts(long now) {
            return until - now > 0;
        }
    }
}
