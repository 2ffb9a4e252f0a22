package dev.quadrille.system.simulation;

import dev.quadrille.orderflow.event.OrderEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The events of one order that one participant has committed and not yet published.
final class SimulatedOutbox {

    private final Deque<OrderEvent> waiting = new ArrayDeque<>();
    private final Set<Class<?>> published = new HashSet<>();

    void append(Optional<OrderEvent> next) {
        next.ifPresent(event -> {
            InvariantViolation.unless(published.add(event.getClass()), "published twice: " + event);
            waiting.add(event);
        });
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    OrderEvent head() {
        return waiting.getFirst();
    }

    void deleteHead() {
        waiting.removeFirst();
    }
}
