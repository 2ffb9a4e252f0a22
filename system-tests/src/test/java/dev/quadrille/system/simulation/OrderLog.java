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

/// The published events of one order, the unread events of each participant, and whether the read
/// model shows the order as settled.
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
        InvariantViolation.unless(
                !(isNew && settled), "published after the order was settled: " + event);
        if (event instanceof OrderCancelled cancelled) {
            reason = Optional.of(cancelled.reason());
        }
        events.add(event);
        unread.values().forEach(queue -> queue.add(event));
        boolean nowSettled = rules.isSettled(seen, reason);
        InvariantViolation.unless(nowSettled || !settled, "no longer settled after " + event);
        settled = nowSettled;
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
