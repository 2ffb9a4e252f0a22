package dev.quadrille.system.simulation;

import dev.quadrille.orderflow.event.OrderEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What one participant has committed and not yet told of one order.
final class SimulatedOutbox {

    private final Deque<OrderEvent> waiting = new ArrayDeque<>();
    private final Set<Class<?>> told = new HashSet<>();

    void append(Optional<OrderEvent> published) {
        published.ifPresent(event -> {
            InvariantViolation.unless(told.add(event.getClass()), "told twice: " + event);
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
