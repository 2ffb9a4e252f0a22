package dev.quadrille.orderflow;

import dev.quadrille.orderflow.event.OrderCancelled;
import dev.quadrille.orderflow.event.OrderConfirmed;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.CancellationReason;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Decides when an order is settled: it is confirmed, or it is cancelled and every compensation
/// that its reason requires has been published. The result depends only on the set of events, not
/// on their order or number, and never reverts to false as the set grows.
public final class Settlement {

    private Settlement() {}

    /// `reason` is the reason of the cancellation; empty if no {@link OrderCancelled} was consumed.
    public static boolean isSettled(
            Set<Class<? extends OrderEvent>> seen, Optional<CancellationReason> reason) {
        return seen.contains(OrderConfirmed.class)
                || reason.filter(cause -> allAnswered(seen, cause)).isPresent();
    }

    private static boolean allAnswered(
            Set<Class<? extends OrderEvent>> seen, CancellationReason reason) {
        return OrderFlow.compensationsOf(reason).stream().allMatch(row -> isAnswered(seen, row));
    }

    /// A compensation is complete when its event was published, or when its step was refused.
    private static boolean isAnswered(
            Set<Class<? extends OrderEvent>> seen, OrderFlow compensation) {
        return Stream.concat(
                        compensation.success().stream(),
                        compensation.undone().flatMap(OrderFlow::refusal).stream())
                .anyMatch(seen::contains);
    }
}
