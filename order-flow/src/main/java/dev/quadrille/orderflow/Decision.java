package dev.quadrille.orderflow;

import dev.quadrille.orderflow.event.OrderEvent;
import java.util.Optional;

/// The outcome of a decision: a step, with the next state and the event to publish, or nothing to
/// do, with the reason. Decision functions are pure.
///
/// Decision record: `docs/decisions/0003-effects-once-by-state.md`.
public sealed interface Decision<S> {

    /// The state changes to `next`. `published` is empty for a step without an event.
    record Step<S>(S next, Optional<OrderEvent> published) implements Decision<S> {}

    /// The state stays as it is, which makes a consumer idempotent. Counted by reason, never
    /// silent: a quiet no-op hides bugs.
    record Nothing<S>(NothingToDo reason) implements Decision<S> {}

    static <S> Decision<S> step(S next, OrderEvent published) {
        return new Step<>(next, Optional.of(published));
    }

    static <S> Decision<S> step(S next) {
        return new Step<>(next, Optional.empty());
    }

    static <S> Decision<S> nothing(NothingToDo reason) {
        return new Nothing<>(reason);
    }
}
