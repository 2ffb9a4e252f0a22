package dev.quadrille.orderflow.value;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.ShipmentRefused;
import dev.quadrille.orderflow.event.StockRejected;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an order was cancelled: a participant refused its step, the customer cancelled, or the
/// deadline passed.
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

    /// The refusal that caused the cancellation; empty for a cancellation by the customer or the
    /// deadline, which can reach participants at any stage.
    public Optional<Class<? extends OrderEvent>> refusal() {
        return Optional.ofNullable(refusal);
    }

    public boolean isInterruption() {
        return refusal == null;
    }

    /// The reason that corresponds to a refusal.
    ///
    /// @throws IllegalArgumentException if the event is not a refusal
    public static CancellationReason of(OrderEvent refusal) {
        return Arrays.stream(values())
                .filter(reason -> refusal.getClass() == reason.refusal)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(refusal + " refuses nothing"));
    }
}
