package dev.quadrille.system.simulation;

import dev.quadrille.orderflow.Participant;
import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was told of one order, what each participant has still to read of it, and what the read
/// model makes of it.
final class OrderLog {

    private final Rules rules;
    private final List<OrderEvent> events = new ArrayList<>();
    private final Map<Participant, List<OrderEvent>> unread = new EnumMap<>(Participant.class);
    private final Set<Class<? extends OrderEvent>> seen = new LinkedHashSet<>();
    private Optional<CancellationReason> reason = Optional.empty();
    private boolean settled;

    OrderLog(Rules rules) {
        this.rules = rules;
        for (Participant participant : Participant.values()) {
            unread.put(participant, new ArrayList<>());
        }
    }

    void append(OrderEvent event) {
        boolean isNew = seen.add(event.getClass());
        InvariantViolation.unless(!(isNew && settled), "told after it was settled: " + event);
        if (event instanceof OrderCancelled cancelled) {
            reason = Optional.of(cancelled.reason());
        }
        events.add(event);
        unread.values().forEach(bag -> bag.add(event));
        boolean now = rules.isSettled(seen, reason);
        InvariantViolation.unless(now || !settled, "no longer settled after " + event);
        settled = now;
    }

    boolean isSettled() {
        return settled;
    }

    List<OrderEvent> events() {
        return events;
    }

    List<OrderEvent> unread(Participant participant) {
        return unread.computeIfAbsent(participant, _ -> new ArrayList<>());
    }

    @Override
    public String toString() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList().toString();
    }
}
