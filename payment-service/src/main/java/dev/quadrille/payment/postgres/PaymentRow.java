package dev.quadrille.payment.postgres;

import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.platform.telemetry.EventTrace;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment")
class PaymentRow extends StateRow<Payment> {

    @SuppressWarnings("NullAway.Init") // JpaStateStore calls update() before it saves a new row
    private String status;

    private long amount;

    @SuppressWarnings("NullAway.Init") // see status
    private String currency;

    /// The event that requested the charge, as JSON. PaymentCharged copies data from it for the
    /// next participant.
    private @Nullable String asked;

    /// The time from which the worker may claim the payment; null if no call to the provider is
    /// due.
    @SuppressWarnings("UnusedVariable") // the claim statement reads it
    private @Nullable Instant dueAt;

    private @Nullable String traceparent;

    /// The span of the saga step that made the payment due. It is the parent of the provider calls.
    private @Nullable String stepTraceparent;

    protected PaymentRow() {}

    PaymentRow(OrderId orderId) {
        super(orderId);
    }

    @Override
    protected Payment state() {
        return switch (PaymentStatus.valueOf(status)) {
            case PENDING -> new Payment.Pending(asked());
            case ATTEMPTING -> new Payment.Attempting(asked());
            case CHARGED -> new Payment.Charged(orderId(), money());
            case DECLINED -> new Payment.Declined(orderId());
            case VOID_DUE -> new Payment.VoidDue(orderId(), money());
            case UNDONE -> new Payment.Undone(orderId(), money());
        };
    }

    @Override
    protected void update(Payment next) {
        switch (next) {
            case Payment.None _ ->
                    throw new IllegalArgumentException("A payment in state None has no row.");
            case Payment.Pending pending -> request(PaymentStatus.PENDING, pending.asked());
            case Payment.Attempting attempting ->
                    request(PaymentStatus.ATTEMPTING, attempting.asked());
            case Payment.Charged charged -> set(PaymentStatus.CHARGED, charged.amount());
            case Payment.Declined _ -> set(PaymentStatus.DECLINED, money());
            case Payment.VoidDue due -> set(PaymentStatus.VOID_DUE, due.total());
            case Payment.Undone undone -> set(PaymentStatus.UNDONE, undone.total());
        }
    }

    private void request(PaymentStatus newStatus, StockReserved reserved) {
        asked = FlowJson.MAPPER.writeValueAsString(reserved);
        set(newStatus, reserved.total());
    }

    private void set(PaymentStatus newStatus, Money money) {
        status = newStatus.name();
        amount = money.amount();
        currency = money.currency().getCurrencyCode();
        dueAt = newStatus.isDue() ? Instant.EPOCH : null;
    }

    private Money money() {
        return new Money(amount, Currency.getInstance(currency));
    }

    private StockReserved asked() {
        return FlowJson.MAPPER.readValue(asked, StockReserved.class);
    }

    @Override
    protected EventTrace trace() {
        return EventTrace.of(traceparent, stepTraceparent);
    }

    @Override
    protected void updateTrace(EventTrace trace) {
        traceparent = trace.parent().orElse(null);
        stepTraceparent = trace.cause().orElse(null);
    }
}
