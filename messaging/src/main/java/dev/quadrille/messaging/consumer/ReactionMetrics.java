package dev.quadrille.messaging.consumer;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Counts every decision by row and outcome: `taken`, `refused`, or the reason why there was
/// nothing to do.
final class ReactionMetrics {

    private final MeterRegistry meters;

    ReactionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(OrderFlow row, Decision<?> decision) {
        String outcome =
                switch (decision) {
                    case Decision.Step<?> step -> isRefusal(row, step) ? "refused" : "taken";
                    case Decision.Nothing<?> nothing ->
                            nothing.why().name().toLowerCase(Locale.ROOT);
                };
        meters.counter("quadrille.reactions", "row", row.name(), "outcome", outcome).increment();
    }

    private static boolean isRefusal(OrderFlow row, Decision.Step<?> step) {
        return step.published()
                .filter(event -> row.refusal().filter(event.getClass()::equals).isPresent())
                .isPresent();
    }
}
