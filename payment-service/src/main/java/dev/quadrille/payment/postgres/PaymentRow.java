package dev.quadrille.payment.postgres;

import dev.quadrille.messaging.jpa.StateRow;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.domain.Payment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment")
class PaymentRow extends StateRow<Payment> {

    @Enumerated(EnumType.STRING)
    @SuppressWarnings("NullAway.Init") // a row is made to become a state at once
    private PaymentStatus status;

    private long amount;

    @SuppressWarnings("NullAway.Init") // likewise
    private String currency;

    /// The event that asked for the charge, as JSON: what the next participant needs is carried on
    /// from it.
    private @Nullable String asked;

    /// In how many seconds the worker may take the payment, by the database's clock, which the
    /// worker's claim uses as well; null once there is nothing left to ask.
    @Column(name = "due_at")
    @ColumnTransformer(
            read = "cast(extract(epoch from due_at - clock_timestamp()) as float8)",
            write = "clock_timestamp() + make_interval(secs => ?)")
    @SuppressWarnings("UnusedVariable") // read by the worker's claim
    private @Nullable Double dueIn;

    private @Nullable String traceparent;

    /// When a payment that begins as an attempt may be taken by others.
    @Transient private Duration lease = Duration.ZERO;

    protected PaymentRow() {}

    PaymentRow(OrderId orderId, Duration lease) {
        super(orderId);
        this.lease = lease;
    }

    @Override
    protected Payment state() {
        return switch (status) {
            case PENDING -> new Payment.Pending(asked());
            case ATTEMPTING -> new Payment.Attempting(asked());
            case CHARGED -> new Payment.Charged(orderId(), money());
            case DECLINED -> new Payment.Declined(orderId());
            case VOID_DUE -> new Payment.VoidDue(orderId(), money());
            case UNDONE -> new Payment.Undone(orderId(), money());
        };
    }

    @Override
    protected void become(Payment next) {
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
        status = newStatus;
        amount = money.amount();
        currency = money.currency().getCurrencyCode();
        dueIn = newStatus.isDue() ? Double.valueOf(seconds(newStatus)) : null;
    }

    private double seconds(PaymentStatus due) {
        return due == PaymentStatus.ATTEMPTING ? lease.toMillis() / 1000.0 : 0;
    }

    private Money money() {
        return new Money(amount, Currency.getInstance(currency));
    }

    private StockReserved asked() {
        return FlowJson.MAPPER.readValue(asked, StockReserved.class);
    }

    @Override
    protected Optional<String> traceparent() {
        return Optional.ofNullable(traceparent);
    }

    @Override
    protected void tracedAs(String newTraceparent) {
        traceparent = newTraceparent;
    }
}
