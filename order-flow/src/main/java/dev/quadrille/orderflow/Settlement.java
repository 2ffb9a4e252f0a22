package dev.quadrille.orderflow;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells when an order is settled: confirmed, or cancelled with all the answers that its reason
/// names. Depends only on the set of events seen, not on their order or number, and never turns
/// back to false as the set grows.
public final class Settlement {

    private Settlement() {}

    /// `reason` is why the order was cancelled, empty while no {@link OrderCancelled} was seen.
    public static boolean isSettled(
            Set<Class<? extends OrderEvent>> seen, Optional<CancellationReason> reason) {
        return seen.contains(OrderConfirmed.class)
                || reason.filter(cause -> allAnswered(seen, cause)).isPresent();
    }

    private static boolean allAnswered(
            Set<Class<? extends OrderEvent>> seen, CancellationReason reason) {
        return OrderFlow.compensationsOf(reason).stream().allMatch(row -> isAnswered(seen, row));
    }

    /// By the compensation's own answer, or by the refusal of the step it would undo: whoever
    /// refused holds nothing.
    private static boolean isAnswered(
            Set<Class<? extends OrderEvent>> seen, OrderFlow compensation) {
        return Stream.concat(
                        compensation.success().stream(),
                        compensation.undone().flatMap(OrderFlow::refusal).stream())
                .anyMatch(seen::contains);
    }
}
