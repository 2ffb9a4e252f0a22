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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresPayments implements Payments {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresPayments.class);

    // The claim increments the version. A concurrent cancellation that read the row before the
    // claim
    // therefore fails its optimistic lock check, and finds the payment attempting when it retries.
    // The subqueries are materialized, so that no plan evaluates, and locks, more than once.
    // A due time beyond every possible lease and backoff was written before the database clock
    // stepped back. Such a payment is also due: it would otherwise wait for the length of the step.
    private static final String CLAIM =
            """
            with in_time as materialized
                 (select order_id from payment
                   where due_at <= now()
                   order by due_at limit :limit for update skip locked),
                 stranded as materialized
                 (select order_id from payment
                   where due_at > now() + make_interval(secs => :max_delay)
                   order by due_at limit :limit for update skip locked),
                 due as (select * from in_time union all select * from stranded limit :limit)
            update payment
               set status = case status when 'PENDING' then 'ATTEMPTING' else status end,
                   due_at = clock_timestamp() + make_interval(secs => :lease),
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
                            + make_interval(secs => random() * least(:longest, 0.25 * 2 ^ least(attempts, 10))),
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

    PostgresPayments(EntityManager entities, JdbcClient jdbc, ProviderSettings settings) {
        this.states =
                new JpaStateStore<>(entities, PaymentRow.class, PaymentRow::new, Payment.None::new);
        this.jdbc = jdbc;
        this.settings = settings;
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
                .param("max_delay", maxDelay().toMillis() / 1000.0)
                .query((row, _) -> toDuePayment(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Twice the longest delay of a due time, so that small clock adjustments have no effect.
    private Duration maxDelay() {
        return settings.lease().plus(settings.longestPause()).multipliedBy(2);
    }

    @Override
    public void postpone(Collection<OrderId> orders) {
        if (!orders.isEmpty()) {
            jdbc.sql(POSTPONE)
                    .param("longest", settings.longestPause().toMillis() / 1000.0)
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

    /// Skips an unreadable row. Its claim remains, so that it does not come first again until its
    /// lease expires.
    private static Optional<DuePayment> toDuePayment(ResultSet row) throws SQLException {
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
