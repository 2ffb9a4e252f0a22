package dev.quadrille.messaging.outbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A broker of which one destination does not answer, or takes nothing, until it is opened.
final class GatedEventSender implements EventSender {

    private final List<List<OutboxRow>> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger heldUp = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile Optional<Destination> closed = Optional.empty();
    private volatile Optional<Destination> refused = Optional.empty();

    void close(Destination destination) {
        closed = Optional.of(destination);
    }

    void refuse(Destination destination) {
        refused = Optional.of(destination);
    }

    void open() {
        refused = Optional.empty();
        gate.countDown();
    }

    @Override
    public List<OutboxRow> send(Destination destination, List<OutboxRow> rows)
            throws InterruptedException {
        if (refused.filter(destination::equals).isPresent()) {
            refusals.incrementAndGet();
            return List.of();
        }
        if (closed.filter(destination::equals).isPresent()) {
            heldUp.incrementAndGet();
            gate.await();
        }
        taken.add(rows);
        return rows;
    }

    int heldUp() {
        return heldUp.get();
    }

    int refusals() {
        return refusals.get();
    }

    Set<String> takenKeys() {
        return taken.stream()
                .flatMap(List::stream)
                .map(it -> String.valueOf(it.outgoing().key()))
                .collect(Collectors.toSet());
    }

    /// What was taken for the destination, send by send.
    List<List<OutboxRow>> turns(Destination destination) {
        return taken.stream()
                .filter(rows -> rows.getFirst().destination().equals(destination))
                .toList();
    }
}
