package dev.quadrille.orderflow;

import dev.quadrille.orderflow.event.OrderEvent;
import java.util.Optional;

/// What a participant decides on an event: to take a step, with its next state and the fact to
/// tell, or that there is nothing to do, and why. Deciders are pure functions that return one of
/// these.
public sealed interface Decision<S> {

    /// The state moves on to `next`; `published` is empty for a step that nobody waits for.
    record Step<S>(S next, Optional<OrderEvent> published) implements Decision<S> {}

    /// The state stays as it is. Always counted, never silent: a quiet no-op is where bugs hide.
    record Nothing<S>(NothingToDo why) implements Decision<S> {}

    static <S> Decision<S> step(S next, OrderEvent published) {
        return new Step<>(next, Optional.of(published));
    }

    static <S> Decision<S> step(S next) {
        return new Step<>(next, Optional.empty());
    }

    static <S> Decision<S> nothing(NothingToDo why) {
        return new Nothing<>(why);
    }
}
