package dev.quadrille.payment;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.orderflow.value.CancellationReason.DEADLINE_PASSED;
import static dev.quadrille.payment.StubProvider.Fault.ERROR;
import static dev.quadrille.payment.StubProvider.Fault.HELD_RESPONSE;
import static dev.quadrille.testsupport.samples.Samples.NO_MONEY;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.application.Payments;
import dev.quadrille.payment.domain.Payment;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Tests the leases, locks and lifecycle of the payment worker.
class PaymentWorkerIT extends PaymentTestBase {

    private static final int MAX_CONCURRENT_CALLS = 256;

    private final Payments payments;

    @Autowired
    PaymentWorkerIT(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Payments payments) {
        super(jdbc, transaction, meters);
        this.payments = payments;
    }

    /// Each claim updates a row twice. Repeated claims of the backlog would therefore load the
    /// database for the duration of the outage.
    @Test
    void claimsAndDeclinesNothingDuringAnOutage() {
        PROVIDER.setDown(true);
        List<OrderId> orders = newOrders(300);
        int before = PROVIDER.calls();
        transaction.executeWithoutResult(_ -> orders.forEach(it -> insertPending(it, "0")));
        for (int outage = 0; outage < 3; outage++) {
            await().pollInterval(Duration.ofMillis(2)).until(() -> breakerIs("half_open"));
            await().until(() -> breakerIs("open"));
        }
        assertThat(claims(orders))
                .isLessThanOrEqualTo(MAX_CONCURRENT_CALLS + PROVIDER.calls() - before);
        PROVIDER.setDown(false);
        orders.forEach(it -> awaitPaymentEvents(it, paymentCharged(it)));
    }

    private boolean breakerIs(String state) {
        return meters.get("resilience4j.circuitbreaker.state").tag("state", state).gauge().value()
                > 0;
    }

    private int claims(List<OrderId> orders) {
        return orders.stream().mapToInt(this::attempts).sum();
    }

    @Test
    void retriesAnAttemptWhenItsLeaseExpires() {
        insertPending(order, "1 second");
        jdbc.sql("update payment set status = 'ATTEMPTING' where order_id = :order")
                .param("order", order.value())
                .update();
        awaitPaymentEvents(paymentCharged(order));
    }

    /// Simulates a database clock that steps back by two hours after the row was written.
    @Test
    void processesAPaymentWhoseDueTimeIsHoursAhead() {
        insertPending(order, "2 hours");
        awaitPaymentEvents(paymentCharged(order));
    }

    @Test
    void startsNoChargeForAnOverdueOrderThatIsCancelled() {
        order = overdueOrder();
        double postponed = meters.counter("quadrille.payments.overdue").count();
        log.publish(stockReserved(order));
        await().until(() -> meters.counter("quadrille.payments.overdue").count() > postponed);
        log.publish(orderCancelled(order, DEADLINE_PASSED));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    /// Such as an order that is confirmed, when the log is replayed into an empty database.
    @Test
    void chargesAnOverdueOrderThatIsNotCancelled() {
        order = overdueOrder();
        insertPending(order, "0");
        await().until(() -> attempts(order) == 1);
        assertThat(PROVIDER.calls(order)).isEmpty();
        jdbc.sql("update payment set due_at = now() where order_id = :order")
                .param("order", order.value())
                .update();
        awaitPaymentEvents(paymentCharged(order));
    }

    @Test
    void rejectsAStaleCancellationDuringAnAttempt() {
        // The held response keeps the result of the call out of the row.
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE);
        insertPending(order, NOT_DUE);
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> cancelDuringAnAttempt()))
                .isInstanceOf(OptimisticLockingFailureException.class);
    }

    private void cancelDuringAnAttempt() {
        UnitOfWork<Payment> states = payments.load(Set.of(order));
        Decision<Payment> _ =
                states.decide(order, it -> it.cancel(orderCancelled(order, CUSTOMER_REQUEST)));
        Thread attempt =
                Thread.startVirtualThread(() ->
                        jdbc.sql("update payment set due_at = now() where order_id = :order")
                                .param("order", order.value())
                                .update());
        await().until(() -> !attempt.isAlive() && !PROVIDER.calls(order).isEmpty());
        payments.save(states);
    }

    /// Consumers lock the payments of a batch in the order of their IDs. The recorder must do the
    /// same to prevent a deadlock.
    @Test
    void locksPaymentsInTheSameOrderAsTheConsumers(@Autowired DataSource database)
            throws SQLException {
        // The IDs of one millisecond are not ordered.
        List<OrderId> ids =
                newOrders(2).stream().sorted(Comparator.comparing(OrderId::toString)).toList();
        OrderId low = ids.get(0);
        OrderId high = ids.get(1);
        PROVIDER.injectFaults(order, HELD_RESPONSE);
        log.publish(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        try (Connection first = lock(database, order);
                Connection second = database.getConnection()) {
            PROVIDER.releaseHeld();
            await().until(this::isATransactionWaitingForALock);
            double charged = callCount("charge", "charged");
            double unknown = callCount("charge", "unknown");
            PROVIDER.injectFaults(low, ERROR, ERROR);
            log.publish(List.of(stockReserved(low), stockReserved(high)));
            await().until(() ->
                    callCount("charge", "charged") > charged
                            && callCount("charge", "unknown") > unknown);
            second.setAutoCommit(false);
            lock(second, low, "");
            first.rollback();
            await().until(() -> isRecorded(order) && isATransactionWaitingForALock());
            lock(second, high, "nowait");
            second.rollback();
        }
        awaitPaymentEvents(low, paymentCharged(low));
        awaitPaymentEvents(high, paymentCharged(high));
    }

    private static Connection lock(DataSource database, OrderId locked) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        lock(connection, locked, "");
        return connection;
    }

    private static void lock(Connection connection, OrderId locked, String wait)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select 1 from payment where order_id = '%s' for update %s"
                            .formatted(locked, wait));
        }
    }

    private boolean isATransactionWaitingForALock() {
        return jdbc.sql(
                        "select count(*) > 0 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .query(Boolean.class)
                .single();
    }

    private boolean isRecorded(OrderId charged) {
        return jdbc.sql("select status = 'CHARGED' from payment where order_id = :order")
                .param("order", charged.value())
                .query(Boolean.class)
                .single();
    }

    @Test
    void usesTheDatabaseClockForLeases() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE);
        log.publish(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        assertThat(leaseEnd(order)).isBetween(0.0, 15.0);
    }

    private double leaseEnd(OrderId claimed) {
        return jdbc.sql(
                        "select cast(extract(epoch from due_at - now()) as float8) from payment where order_id = :order")
                .param("order", claimed.value())
                .query(Double.class)
                .single();
    }

    @Test
    void stopsTheWorkerAfterTheConsumersAndBeforeTheRelay(@Autowired List<SmartLifecycle> beans) {
        assertThat(phase(beans, "PaymentWorker"))
                .isLessThan(LifecyclePhases.CONSUMERS)
                .isGreaterThan(LifecyclePhases.RELAY);
    }

    private static int phase(List<SmartLifecycle> beans, String name) {
        return beans.stream()
                .filter(bean -> bean.getClass().getSimpleName().equals(name))
                .findFirst()
                .orElseThrow()
                .getPhase();
    }

    private int attempts(OrderId claimed) {
        return jdbc.sql("select coalesce(max(attempts), 0) from payment where order_id = :order")
                .param("order", claimed.value())
                .query(Integer.class)
                .single();
    }
}
