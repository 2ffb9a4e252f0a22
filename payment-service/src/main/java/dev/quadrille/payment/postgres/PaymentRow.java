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

    @SuppressWarnings("NullAway.Init") // a row is made to become a state at once
    private String status;

    private long amount;

    @SuppressWarnings("NullAway.Init") // likewise
    private String currency;

    /// The event that asked for the charge, as JSON: what the next participant needs is carried on
    /// from it.
    private @Nullable String asked;

    /// When the worker may take the payment; null once there is nothing left to ask.
    @SuppressWarnings("UnusedVariable") // read by the worker's claim
    private @Nullable Instant dueAt;

    private @Nullable String traceparent;

    /// The step whose children the calls to the provider are.
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
            case Payment.None _ -> throw new IllegalArgumentException("no row for no payment");
            case Payment.Pending pending -> ask(PaymentStatus.PENDING, pending.asked());
            case Payment.Attempting attempting -> ask(PaymentStatus.ATTEMPTING, attempting.asked());
            case Payment.Charged charged -> set(PaymentStatus.CHARGED, charged.amount());
            case Payment.Declined _ -> set(PaymentStatus.DECLINED, money());
            case Payment.VoidDue due -> set(PaymentStatus.VOID_DUE, due.total());
            case Payment.Undone undone -> set(PaymentStatus.UNDONE, undone.total());
        }
    }

    private void ask(PaymentStatus newStatus, StockReserved reserved) {
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
