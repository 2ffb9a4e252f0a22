package dev.quadrille.messaging;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The states of the orders that a batch touches: as loaded, and as decided so far.
///
/// @param <S> a participant's state of one order
public final class UnitOfWork<S> {

    private final Set<OrderId> loaded;
    private final Map<OrderId, S> known;
    private final Function<OrderId, S> unknown;
    private final NavigableMap<OrderId, S> changed = new TreeMap<>();
    private final Map<OrderId, EventTrace> traces = new HashMap<>();
    private final Map<OrderId, UnreadableState> unreadable = new HashMap<>();

    /// @param loaded what is on record
    /// @param unknown makes the state of an order of which nothing is on record
    public UnitOfWork(Map<OrderId, S> loaded, Function<OrderId, S> unknown) {
        this.loaded = Set.copyOf(loaded.keySet());
        this.known = new HashMap<>(loaded);
        this.unknown = unknown;
    }

    /// Notes the traces of orders.
    public UnitOfWork<S> traced(Map<OrderId, EventTrace> known) {
        traces.putAll(known);
        return this;
    }

    /// Notes the orders whose rows cannot be read. The others of the batch are not affected.
    public UnitOfWork<S> unreadable(Collection<UnreadableState> failures) {
        failures.forEach(each -> unreadable.put(each.order(), each));
        return this;
    }

    /// The orders whose rows cannot be read.
    public Set<OrderId> unreadable() {
        return Set.copyOf(unreadable.keySet());
    }

    public EventTrace traceOf(OrderId order) {
        return traces.getOrDefault(order, EventTrace.NONE);
    }

    /// Whether anything was on record of the order when the batch began.
    public boolean wasLoaded(OrderId order) {
        return loaded.contains(order);
    }

    /// The current state. Throws {@link UnreadableState} if the order's row cannot be read.
    public S of(OrderId order) {
        UnreadableState failure = unreadable.get(order);
        if (failure != null) {
            throw failure;
        }
        return known.computeIfAbsent(order, unknown);
    }

    /// Lets the order's current state decide, and keeps the next one for whatever comes later in
    /// the batch.
    public Decision<S> decide(OrderId order, Function<S, Decision<S>> decider) {
        Decision<S> decision = decider.apply(of(order));
        if (decision instanceof Decision.Step<S> step) {
            known.put(order, step.next());
            changed.put(order, step.next());
        }
        return decision;
    }

    /// The states to save, in the order of their ids, so that concurrent batches lock rows in one
    /// order.
    public NavigableMap<OrderId, S> changed() {
        return changed;
    }
}
