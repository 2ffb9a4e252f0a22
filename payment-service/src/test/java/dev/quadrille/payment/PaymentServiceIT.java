package dev.quadrille.payment;

import static dev.quadrille.messaging.samples.Samples.NO_MONEY;
import static dev.quadrille.messaging.samples.Samples.orderCancelled;
import static dev.quadrille.messaging.samples.Samples.paymentCharged;
import static dev.quadrille.messaging.samples.Samples.paymentRefunded;
import static dev.quadrille.messaging.samples.Samples.stockReserved;
import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.orderflow.value.CancellationReason.SHIPMENT_REFUSED;
import static dev.quadrille.payment.StubProvider.Fault.ERROR;
import static dev.quadrille.payment.StubProvider.Fault.HELD_REQUEST;
import static dev.quadrille.payment.StubProvider.Fault.HELD_RESPONSE;
import static dev.quadrille.payment.StubProvider.Fault.LOST_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnitOfWork;
import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.leader.LifecyclePhases;
import dev.quadrille.messaging.servers.RealServers;
import dev.quadrille.messaging.servers.TopicLog;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.payment.application.Payments;
import dev.quadrille.payment.domain.Payment;
import dev.quadrille.platform.Uuids;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RealServers
@SpringBootTest(
        properties = {
            "spring.config.name=payment-service",
            "quadrille.provider.answer-within=500ms",
            "quadrille.provider.longest-pause=300ms",
            "quadrille.provider.open-for=300ms"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentServiceIT {

    private static final StubProvider PROVIDER = new StubProvider();
    private static final int MAX_CONCURRENT_CALLS = 256;

    // Longer than a test takes, and within the limit of a lease plus a backoff.
    private static final String NOT_DUE = "20 seconds";

    private final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    private final JdbcClient jdbc;
    private final Payments payments;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final DeadLetters letters;
    private OrderId order = newOrder();

    @Autowired
    PaymentServiceIT(
            JdbcClient jdbc,
            Payments payments,
            TransactionTemplate transaction,
            MeterRegistry meters,
            DeadLetters letters) {
        this.letters = letters;
        this.jdbc = jdbc;
        this.payments = payments;
        this.transaction = transaction;
        this.meters = meters;
    }

    /// Sets the clock of this process one day ahead of the database clock.
    @TestConfiguration(proxyBeanMethods = false)
    static class ClockAhead {
        @Bean
        @Primary
        Clock clockAhead() {
            return Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        }
    }

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("quadrille.provider.url", PROVIDER::url);
    }

    @BeforeEach
    void createOrderId() {
        order = newOrder();
    }

    @AfterEach
    void resetProvider() {
        PROVIDER.setDown(false);
        PROVIDER.releaseHeld();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void chargesAnOrder() {
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge");
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
    }

    @Test
    void publishesADecline() {
        log.tell(stockReserved(order, "pm_declined"));
        awaitPaymentEvents(new PaymentDeclined(order, "the provider declined the charge"));
    }

    @Test
    void retriesAfterAnError() {
        PROVIDER.injectFaults(order, ERROR, ERROR, ERROR);
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "charge", "charge", "charge");
    }

    @Test
    void retriesWithTheSameKeyAfterALostResponse() {
        double unknown = callCount("charge", "unknown");
        PROVIDER.injectFaults(order, LOST_RESPONSE, LOST_RESPONSE);
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
        assertThat(callCount("charge", "unknown")).isGreaterThan(unknown);
    }

    @Test
    void treatsATimeoutAsAnUnknownOutcome() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE);
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
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
    void doesNotCallTheProviderForAPaymentCancelledWhilePending() {
        insertPending(order, NOT_DUE);
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    @Test
    void refundsTheChargeOfACancelledAttempt() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        await().until(() -> PROVIDER.calls(order).contains("void"));
        PROVIDER.releaseHeld();
        awaitPaymentEvents(paymentRefunded(order));
        assertThat(PROVIDER.account(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void processesOtherOrdersWhenAPaymentIsUnreadable() {
        insertPending(order, NOT_DUE);
        String asked = setAsked("{}");
        OrderId another = newOrder();
        log.tell(List.of(orderCancelled(order, CUSTOMER_REQUEST), stockReserved(another)));
        awaitPaymentEvents(another, paymentCharged(another));
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(order.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        var _ = setAsked(asked);
        letters.replay(letter.id());
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
    }

    /// Returns the previous value.
    private String setAsked(String asked) {
        String before =
                jdbc.sql("select asked from payment where order_id = :order")
                        .param("order", order.value())
                        .query(String.class)
                        .single();
        jdbc.sql("update payment set asked = :asked where order_id = :order")
                .param("asked", asked)
                .param("order", order.value())
                .update();
        return before;
    }

    @Test
    void doesNotChargeAfterTheVoid() {
        PROVIDER.injectFaults(order, HELD_REQUEST);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        PROVIDER.releaseHeld();
        assertThat(PROVIDER.account(order)).isEqualTo("VOIDED 0/0");
    }

    @Test
    void refundsACharge() {
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "void");
    }

    @Test
    void retriesAVoidUntilItSucceeds() {
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        PROVIDER.injectFaults(order, ERROR, LOST_RESPONSE, ERROR, HELD_RESPONSE, LOST_RESPONSE);
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.account(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void ignoresAStockReservationThatFollowsTheCancellation() {
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        log.tell(stockReserved(order));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        await().until(() -> log.isReadBy("payment-service"));
        assertThat(PROVIDER.calls(order)).isEmpty();
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

    @Test
    void doesNotBlockOtherPaymentsOnASlowCall() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE);
        List<OrderId> others = newOrders(20);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(others.stream().map(it -> stockReserved(it)).toList());
        others.forEach(it -> awaitPaymentEvents(it, paymentCharged(it)));
    }

    @Test
    void doesNotBlockOtherPaymentsOnAnUnreadableRow() {
        OrderId broken = newOrder();
        transaction.executeWithoutResult(_ -> {
            insertPending(broken, "0");
            breakRow(broken);
            insertPending(order, "0");
        });
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.calls(broken)).isEmpty();
        remove(broken);
    }

    @Test
    void doesNotBlockOtherPaymentsOnAResultThatCannotBeRecorded() {
        OrderId broken = newOrder();
        PROVIDER.injectFaults(broken, HELD_RESPONSE);
        log.tell(stockReserved(broken));
        await().until(() -> !PROVIDER.calls(broken).isEmpty());
        breakRow(broken);
        PROVIDER.releaseHeld();
        await().until(() -> unrecordable() > 0);
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        repair(broken);
        awaitPaymentEvents(broken, paymentCharged(broken));
    }

    @Test
    void recordsOtherResultsWhenAConstraintRejectsOne() {
        OrderId rejected = newOrder();
        double before = unrecordable();
        rejectCharge(rejected);
        log.tell(stockReserved(rejected));
        await().until(() -> !PROVIDER.calls(rejected).isEmpty());
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(unrecordable()).isGreaterThan(before);
        jdbc.sql("alter table payment drop constraint reject_charge").update();
        jdbc.sql("update payment set due_at = now() where order_id = :order")
                .param("order", rejected.value())
                .update();
        awaitPaymentEvents(rejected, paymentCharged(rejected));
    }

    private void rejectCharge(OrderId rejected) {
        jdbc.sql(
                        "alter table payment add constraint reject_charge check (status <> 'CHARGED' or order_id <> '%s')"
                                .formatted(rejected))
                .update();
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
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        try (Connection first = lock(database, order);
                Connection second = database.getConnection()) {
            PROVIDER.releaseHeld();
            await().until(this::isATransactionWaitingForALock);
            double charged = callCount("charge", "charged");
            double unknown = callCount("charge", "unknown");
            PROVIDER.injectFaults(low, ERROR, ERROR);
            log.tell(List.of(stockReserved(low), stockReserved(high)));
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
        log.tell(stockReserved(order));
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

    /// Repairs the row and ends its lease.
    private void repair(OrderId broken) {
        jdbc.sql("update payment set asked = :asked, due_at = now() where order_id = :order")
                .param("asked", FlowJson.MAPPER.writeValueAsString(stockReserved(broken)))
                .param("order", broken.value())
                .update();
    }

    private void remove(OrderId broken) {
        jdbc.sql("delete from payment where order_id = :order")
                .param("order", broken.value())
                .update();
    }

    private double unrecordable() {
        return meters.counter("quadrille.payments.unrecordable").count();
    }

    private void breakRow(OrderId broken) {
        jdbc.sql("update payment set asked = '{}' where order_id = :order")
                .param("order", broken.value())
                .update();
    }

    @Test
    void ignoresRedeliveredEvents() {
        log.tell(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        await().until(() -> log.isReadBy("payment-service"));
        List<?> rows = jdbc.sql("select * from payment order by 1").query().listOfRows();
        int events = log.facts().size();
        log.repeat();
        await().until(() -> log.isReadBy("payment-service"));
        assertThat(jdbc.sql("select * from payment order by 1").query().listOfRows())
                .isEqualTo(rows);
        assertThat(log.facts()).hasSize(events);
    }

    private void insertPending(OrderId pending, String dueIn) {
        jdbc.sql(
                        """
                        insert into payment (order_id, status, amount, currency, asked, due_at, version)
                        values (:order, 'PENDING', 99800, 'EUR', :asked, now() + :due::interval, 0)
                        """)
                .param("order", pending.value())
                .param("asked", FlowJson.MAPPER.writeValueAsString(stockReserved(pending)))
                .param("due", dueIn)
                .update();
    }

    private int attempts(OrderId claimed) {
        return jdbc.sql("select coalesce(max(attempts), 0) from payment where order_id = :order")
                .param("order", claimed.value())
                .query(Integer.class)
                .single();
    }

    private double callCount(String operation, String outcome) {
        return meters.counter(
                        "quadrille.payments.asked", "operation", operation, "outcome", outcome)
                .count();
    }

    private void awaitPaymentEvents(OrderEvent... events) {
        awaitPaymentEvents(order, events);
    }

    /// Waits for exactly these payment events, in this order.
    private void awaitPaymentEvents(OrderId id, OrderEvent... events) {
        await().untilAsserted(() ->
                assertThat(log.about(id))
                        .filteredOn(PaymentServiceIT::isPaymentEvent)
                        .containsExactly(events));
    }

    private static boolean isPaymentEvent(OrderEvent event) {
        return event.getClass().getSimpleName().startsWith("Payment");
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }

    private static List<OrderId> newOrders(int number) {
        return Stream.generate(PaymentServiceIT::newOrder).limit(number).toList();
    }
}
