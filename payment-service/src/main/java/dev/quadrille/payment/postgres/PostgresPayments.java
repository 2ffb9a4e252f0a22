package dev.quadrille.payment.postgres;

import dev.quadrille.messaging.StateStore;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.jpa.JpaStateStore;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.application.DuePayment;
import dev.quadrille.payment.application.Payments;
import dev.quadrille.payment.application.ProviderSettings;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.platform.telemetry.EventTrace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresPayments implements Payments {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPayments.class);

    // The claim increments the version, so that a concurrent cancellation that read the row before
    // the claim fails its optimistic lock check. It finds the payment attempting when it retries.
    // The subqueries are materialized, so that no plan evaluates, and locks, more than once.
    // A due time beyond every possible lease and backoff was written before the database clock
    // stepped back. Such a payment is also due: it would otherwise wait for the length of the step.
    // A payment that no call was made for waits once if its order is past the deadline, because the
    // cancellation is probably on its way. The time of the order is in its ID, a UUIDv7.
    private static final String CLAIM =
            """
            with due_now as materialized
                 (select order_id from payment
                   where due_at <= now()
                   order by due_at limit :limit for update skip locked),
                 postdated as materialized
                 (select order_id from payment
                   where due_at > now() + make_interval(secs => :max_delay)
                   order by due_at limit :limit for update skip locked),
                 due as
                 (select order_id,
                         coalesce(uuid_extract_timestamp(order_id)
                                  < now() - make_interval(secs => :deadline), false) as overdue
                   from (select * from due_now union all select * from postdated limit :limit) as due)
            update payment
               set status = case when status = 'PENDING' and not (overdue and attempts = 0)
                                 then 'ATTEMPTING' else status end,
                   due_at = clock_timestamp()
                            + make_interval(secs => case when status = 'PENDING' and overdue and attempts = 0
                                                         then :cancellation_wait else :lease end),
                   attempts = attempts + 1,
                   version = version + 1
              from due where payment.order_id = due.order_id
            returning payment.order_id, status, asked, amount, currency,
                      traceparent, step_traceparent
            """;

    // Exponential backoff with full jitter. The base is 250 ms.
    private static final String POSTPONE =
            """
            update payment
               set due_at = clock_timestamp()
                            + make_interval(secs => random() * least(:max_backoff, 0.25 * 2 ^ least(attempts, 10))),
                   version = version + 1
             where order_id = any (:orders) and due_at is not null
            """;

    private static final String RELEASE =
            """
            update payment
               set due_at = clock_timestamp(),
                   attempts = greatest(attempts - 1, 0),
                   version = version + 1
             where order_id = any (:orders) and due_at is not null
            """;

    private static final String LOCK =
            "select 1 from payment where order_id = any (:orders) order by order_id for update";

    private final StateStore<Payment> states;
    private final JdbcClient jdbc;
    private final ProviderSettings settings;
    private final Duration orderDeadline;
    private final Counter overdue;

    PostgresPayments(
            EntityManager entities,
            JdbcClient jdbc,
            ProviderSettings settings,
            @Value("${quadrille.order.deadline}") Duration orderDeadline,
            MeterRegistry meters) {
        this.states =
                new JpaStateStore<>(entities, PaymentRow.class, PaymentRow::new, Payment.None::new);
        this.jdbc = jdbc;
        this.settings = settings;
        this.orderDeadline = orderDeadline;
        this.overdue = meters.counter("quadrille.payments.overdue");
    }

    @Override
    public UnitOfWork<Payment> load(Collection<OrderId> orders) {
        return states.load(orders);
    }

    @Override
    public void save(UnitOfWork<Payment> payments) {
        states.save(payments);
    }

    @Override
    public List<DuePayment> claim(int limit, Duration lease) {
        return jdbc
                .sql(CLAIM)
                .param("limit", limit)
                .param("lease", lease.toMillis() / 1000.0)
                .param("deadline", orderDeadline.toMillis() / 1000.0)
                .param("cancellation_wait", settings.cancellationWait().toMillis() / 1000.0)
                .param("max_delay", maxDelay().toMillis() / 1000.0)
                .query((row, _) -> toDuePayment(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Twice the longest delay of a due time, so that small clock adjustments have no effect.
    private Duration maxDelay() {
        return settings.lease().plus(settings.maxBackoff()).multipliedBy(2);
    }

    @Override
    public void postpone(Collection<OrderId> orders) {
        if (!orders.isEmpty()) {
            jdbc.sql(POSTPONE)
                    .param("max_backoff", settings.maxBackoff().toMillis() / 1000.0)
                    .param("orders", ids(orders))
                    .update();
        }
    }

    @Override
    public void release(Collection<OrderId> orders) {
        if (!orders.isEmpty()) {
            jdbc.sql(RELEASE).param("orders", ids(orders)).update();
        }
    }

    @Override
    public void lock(Collection<OrderId> orders) {
        jdbc.sql(LOCK).param("orders", ids(orders)).query().listOfRows();
    }

    private static SqlArrayValue ids(Collection<OrderId> orders) {
        return new SqlArrayValue("uuid", orders.stream().map(OrderId::value).toArray());
    }

    /// Skips a payment that waits for the cancellation of its order, and an unreadable row. The
    /// claim of the latter remains, so that it does not come first again until its lease expires.
    private Optional<DuePayment> toDuePayment(ResultSet row) throws SQLException {
        if (row.getString("status").equals(PaymentStatus.PENDING.name())) {
            overdue.increment();
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DuePayment(
                            read(row),
                            EventTrace.of(
                                    row.getString("traceparent"),
                                    row.getString("step_traceparent"))));
        } catch (RuntimeException e) {
            LOG.error("Cannot read the payment of order {}", row.getString("order_id"), e);
            return Optional.empty();
        }
    }

    private static Payment read(ResultSet row) throws SQLException {
        return switch (PaymentStatus.valueOf(row.getString("status"))) {
            case ATTEMPTING ->
                    new Payment.Attempting(
                            FlowJson.MAPPER.readValue(row.getString("asked"), StockReserved.class));
            case VOID_DUE ->
                    new Payment.VoidDue(
                            new OrderId(row.getObject("order_id", UUID.class)),
                            new Money(
                                    row.getLong("amount"),
                                    Currency.getInstance(row.getString("currency"))));
            case PENDING, CHARGED, DECLINED, UNDONE ->
                    throw new IllegalStateException("The claimed payment is not due.");
        };
    }
}
