package dev.quadrille.messaging.outbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// A broker that does not respond for one destination, or rejects its records, until it is opened.
final class GatedEventSender implements EventSender {

    private final List<List<OutboxRow>> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger blockedSends = new AtomicInteger();
    private final AtomicInteger rejections = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile Optional<TopicPartition> closed = Optional.empty();
    private volatile Optional<TopicPartition> rejected = Optional.empty();

    void close(TopicPartition destination) {
        closed = Optional.of(destination);
    }

    void reject(TopicPartition destination) {
        rejected = Optional.of(destination);
    }

    void open() {
        rejected = Optional.empty();
        gate.countDown();
    }

    @Override
    public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows)
            throws InterruptedException {
        if (rejected.filter(destination::equals).isPresent()) {
            rejections.incrementAndGet();
            return List.of();
        }
        if (closed.filter(destination::equals).isPresent()) {
            blockedSends.incrementAndGet();
            gate.await();
        }
        accepted.add(rows);
        return rows;
    }

    /// These tests concern the relay alone.
    @Override
    public CompletableFuture<?> send(OutboxRow row) {
        return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
    }

    int blockedSends() {
        return blockedSends.get();
    }

    int rejections() {
        return rejections.get();
    }

    Set<String> acceptedKeys() {
        return accepted.stream()
                .flatMap(List::stream)
                .map(it -> String.valueOf(it.key()))
                .collect(Collectors.toSet());
    }

    /// The accepted rows of the destination, one list per send.
    List<List<OutboxRow>> sends(TopicPartition destination) {
        return accepted.stream()
                .filter(rows -> rows.getFirst().destination().equals(destination))
                .toList();
    }
}
