package dev.quadrille.orderflow.value;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.event.StockRejected;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an order was cancelled: somebody refused a step, or it was interrupted from outside.
public enum CancellationReason {
    STOCK_REJECTED(StockRejected.class),
    PAYMENT_DECLINED(PaymentDeclined.class),
    SHIPMENT_REFUSED(ShipmentRefused.class),
    CUSTOMER_REQUEST(null),
    DEADLINE_PASSED(null);

    private final @Nullable Class<? extends OrderEvent> refusal;

    CancellationReason(@Nullable Class<? extends OrderEvent> refusal) {
        this.refusal = refusal;
    }

    /// The refusal behind this reason; empty for an interruption, which can reach the others at any
    /// stage of their work.
    public Optional<Class<? extends OrderEvent>> refusal() {
        return Optional.ofNullable(refusal);
    }

    public boolean isInterruption() {
        return refusal == null;
    }

    /// The reason that a refusal gives. Throws {@link IllegalArgumentException} for any other
    /// event.
    public static CancellationReason of(OrderEvent refusal) {
        return Arrays.stream(values())
                .filter(reason -> refusal.getClass() == reason.refusal)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(refusal + " refuses nothing"));
    }
}
