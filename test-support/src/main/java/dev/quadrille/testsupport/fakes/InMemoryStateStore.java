package dev.quadrille.testsupport.fakes;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.springframework.dao.OptimisticLockingFailureException;

/// In-memory fake of the state store, without transactions: saved states are never rolled back.
///
/// @param <S> a participant's state of one order
public final class InMemoryStateStore<S> implements StateStore<S> {

    private final Function<OrderId, S> unknown;
    private final Map<OrderId, S> saved = new HashMap<>();
    private final Map<OrderId, EventTrace> traces = new HashMap<>();
    private final Map<UnitOfWork<S>, Map<OrderId, S>> asLoaded = new WeakHashMap<>();

    /// @param unknown creates the initial state of an order without a stored one
    public InMemoryStateStore(Function<OrderId, S> unknown) {
        this.unknown = unknown;
    }

    @Override
    public synchronized UnitOfWork<S> load(Collection<OrderId> orders) {
        Map<OrderId, S> found = new LinkedHashMap<>();
        orders.forEach(order -> find(order).ifPresent(state -> found.put(order, state)));
        UnitOfWork<S> states = new UnitOfWork<>(found, unknown).withTraces(traces);
        asLoaded.put(states, found);
        return states;
    }

    @Override
    public synchronized void save(UnitOfWork<S> states) {
        Map<OrderId, S> before =
                Objects.requireNonNull(asLoaded.get(states), "not loaded from this store");
        states.changed().keySet().forEach(order -> requireUnchanged(order, before));
        states.changed()
                .forEach((order, next) -> {
                    saved.put(order, next);
                    traces.putIfAbsent(order, states.traceOf(order));
                });
    }

    /// The stored state of the order, if any.
    public synchronized Optional<S> find(OrderId order) {
        return Optional.ofNullable(saved.get(order));
    }

    private void requireUnchanged(OrderId order, Map<OrderId, S> before) {
        if (!find(order).equals(Optional.ofNullable(before.get(order)))) {
            throw new OptimisticLockingFailureException(order + " was changed concurrently");
        }
    }
}
