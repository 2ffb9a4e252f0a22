package dev.quadrille.testsupport.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.value.OrderId;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Contract that every state store fulfils.
///
/// @param <S> a state that can take two steps
public abstract class StateStoreContract<S> {

    private static final OrderId ORDER = OrderId.of("01920000-0000-7000-8000-000000000001");
    private static final OrderId OTHER = OrderId.of("01920000-0000-7000-8000-000000000002");

    /// Runs the work in its own transaction, possibly inside another one.
    protected abstract void transaction(Consumer<StateStore<S>> work);

    protected abstract S unknown(OrderId order);

    /// The next state after the initial one, or after a first step.
    protected abstract S next(S state);

    @Test
    void returnsTheInitialStateOfAnOrderWithoutARow() {
        transaction(store -> {
            UnitOfWork<S> states = store.load(List.of(ORDER));
            assertThat(states.of(ORDER)).isEqualTo(unknown(ORDER));
            assertThat(states.wasLoaded(ORDER)).isFalse();
        });
    }

    @Test
    void returnsTheSavedState() {
        transaction(this::takeStep);
        transaction(store -> assertThat(stored(store)).isEqualTo(next(unknown(ORDER))));
    }

    @Test
    void replacesTheSavedState() {
        transaction(this::takeStep);
        transaction(this::takeStep);
        transaction(store -> assertThat(stored(store)).isEqualTo(next(next(unknown(ORDER)))));
    }

    @Test
    void savesEveryOrderOfABatch() {
        transaction(store -> {
            UnitOfWork<S> states = store.load(List.of(ORDER, OTHER));
            List.of(OTHER, ORDER).forEach(order -> decide(states, order));
            store.save(states);
        });
        transaction(store -> {
            UnitOfWork<S> states = store.load(List.of(ORDER, OTHER));
            assertThat(states.of(ORDER)).isEqualTo(next(unknown(ORDER)));
            assertThat(states.of(OTHER)).isEqualTo(next(unknown(OTHER)));
        });
    }

    @Test
    void rejectsAConcurrentFirstStep() {
        rejectsAConcurrentChange();
    }

    @Test
    void rejectsAConcurrentNextStep() {
        transaction(this::takeStep);
        rejectsAConcurrentChange();
    }

    private void rejectsAConcurrentChange() {
        assertThatThrownBy(() ->
                        transaction(store -> {
                            UnitOfWork<S> mine = store.load(List.of(ORDER));
                            transaction(this::takeStep);
                            decide(mine, ORDER);
                            store.save(mine);
                        }))
                .isInstanceOf(RuntimeException.class);
    }

    private void takeStep(StateStore<S> store) {
        UnitOfWork<S> states = store.load(List.of(ORDER));
        decide(states, ORDER);
        store.save(states);
    }

    private void decide(UnitOfWork<S> states, OrderId order) {
        var _ = states.decide(order, state -> Decision.step(next(state)));
    }

    private S stored(StateStore<S> store) {
        return store.load(List.of(ORDER)).of(ORDER);
    }
}
