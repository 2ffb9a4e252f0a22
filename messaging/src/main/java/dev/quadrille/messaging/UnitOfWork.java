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

/// Unit of work: the states of the orders of a batch, as loaded and as changed so far.
public final class UnitOfWork<S> {

    private final Set<OrderId> loaded;
    private final Map<OrderId, S> current;
    private final Function<OrderId, S> unknown;
    private final NavigableMap<OrderId, S> changed = new TreeMap<>();
    private final Map<OrderId, EventTrace> traces = new HashMap<>();
    private final Map<OrderId, UnreadableState> unreadable = new HashMap<>();

    /// @param unknown creates the initial state of an order without a stored one
    public UnitOfWork(Map<OrderId, S> loaded, Function<OrderId, S> unknown) {
        this.loaded = Set.copyOf(loaded.keySet());
        this.current = new HashMap<>(loaded);
        this.unknown = unknown;
    }

    public UnitOfWork<S> withTraces(Map<OrderId, EventTrace> known) {
        traces.putAll(known);
        return this;
    }

    /// The other orders of the batch are not affected.
    public UnitOfWork<S> withUnreadable(Collection<UnreadableState> failures) {
        failures.forEach(each -> unreadable.put(each.order(), each));
        return this;
    }

    public Set<OrderId> unreadable() {
        return Set.copyOf(unreadable.keySet());
    }

    public EventTrace traceOf(OrderId order) {
        return traces.getOrDefault(order, EventTrace.NONE);
    }

    public boolean wasLoaded(OrderId order) {
        return loaded.contains(order);
    }

    /// Throws {@link UnreadableState} if the row of the order cannot be read.
    public S of(OrderId order) {
        UnreadableState failure = unreadable.get(order);
        if (failure != null) {
            throw failure;
        }
        return current.computeIfAbsent(order, unknown);
    }

    /// Keeps the next state for later events of the batch.
    public Decision<S> decide(OrderId order, Function<S, Decision<S>> decider) {
        Decision<S> decision = decider.apply(of(order));
        if (decision instanceof Decision.Step<S> step) {
            current.put(order, step.next());
            changed.put(order, step.next());
        }
        return decision;
    }

    /// Ordered by id, so that concurrent batches lock rows in the same order.
    public NavigableMap<OrderId, S> changed() {
        return changed;
    }
}
