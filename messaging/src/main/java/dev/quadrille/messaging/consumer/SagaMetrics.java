package dev.quadrille.messaging.consumer;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.event.StockReleased;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Counts every decision by row and outcome: `taken`; `pending` for a step that publishes its event
/// later; `refused`; `tombstone` for a cancellation that finds nothing to undo; or the reason why
/// there was nothing to do.
final class SagaMetrics {

    private final MeterRegistry meters;

    SagaMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    String count(OrderFlow row, Decision<?> decision) {
        String outcome =
                switch (decision) {
                    case Decision.Step<?> step -> outcome(row, step);
                    case Decision.Nothing<?> nothing ->
                            nothing.reason().name().toLowerCase(Locale.ROOT);
                };
        meters.counter("quadrille.reactions", "row", row.name(), "outcome", outcome).increment();
        return outcome;
    }

    private static String outcome(OrderFlow row, Decision.Step<?> step) {
        if (isRefusal(row, step)) {
            return "refused";
        }
        if (step.published().isEmpty() && row.success().isPresent()) {
            return "pending";
        }
        return step.published().filter(SagaMetrics::undoesNothing).isPresent()
                ? "tombstone"
                : "taken";
    }

    private static boolean undoesNothing(OrderEvent compensation) {
        return (compensation instanceof StockReleased stock && stock.lines().isEmpty())
                || (compensation instanceof PaymentRefunded payment
                        && payment.refunded().amount() == 0)
                || (compensation instanceof ShipmentCancelled shipment
                        && shipment.shipmentId().isEmpty());
    }

    private static boolean isRefusal(OrderFlow row, Decision.Step<?> step) {
        return step.published()
                .filter(event -> row.refusal().filter(event.getClass()::equals).isPresent())
                .isPresent();
    }
}
