package dev.quadrille.payment;

import static dev.quadrille.messaging.samples.Samples.NO_MONEY;
import static dev.quadrille.messaging.samples.Samples.orderCancelled;
import static dev.quadrille.messaging.samples.Samples.paymentCharged;
import static dev.quadrille.messaging.samples.Samples.paymentRefunded;
import static dev.quadrille.messaging.samples.Samples.stockReserved;
import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.orderflow.value.CancellationReason.SHIPMENT_REFUSED;
import static dev.quadrille.payment.StubProvider.Trouble.ERROR;
import static dev.quadrille.payment.StubProvider.Trouble.HELD_ANSWER;
import static dev.quadrille.payment.StubProvider.Trouble.HELD_REQUEST;
import static dev.quadrille.payment.StubProvider.Trouble.LOST_ANSWER;
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
    private static final int AT_ONCE = 256;

    // Later than any test lasts, and within what a lease or a pause can be.
    private static final String NOT_YET = "20 seconds";

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

    /// A clock of this process that is a day ahead of the database's.
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
    void drawAnOrder() {
        order = newOrder();
    }

    @AfterEach
    void letGo() {
        PROVIDER.setAway(false);
        PROVIDER.letGo();
    }

    @AfterAll
    void close() {
        log.close();
    }

    @Test
    void charges() {
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge");
        assertThat(PROVIDER.books(order)).isEqualTo("CHARGED 99800/0");
    }

    @Test
    void tellsOfADefiniteNo() {
        log.tell(stockReserved(order, "pm_declined"));
        awaitAnswers(new PaymentDeclined(order, "the provider declined the charge"));
    }

    @Test
    void asksAgainAfterAnError() {
        PROVIDER.trouble(order, ERROR, ERROR, ERROR);
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "charge", "charge", "charge");
    }

    @Test
    void takesALostAnswerForUnknownAndAsksAgainUnderTheSameKey() {
        double unknown = asked("charge", "unknown");
        PROVIDER.trouble(order, LOST_ANSWER, LOST_ANSWER);
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        assertThat(PROVIDER.books(order)).isEqualTo("CHARGED 99800/0");
        assertThat(asked("charge", "unknown")).isGreaterThan(unknown);
    }

    @Test
    void takesSilenceForUnknown() {
        PROVIDER.trouble(order, HELD_ANSWER, HELD_ANSWER);
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        assertThat(PROVIDER.books(order)).isEqualTo("CHARGED 99800/0");
    }

    /// Each claim is two updates of a row: a backlog that is claimed and postponed again and again
    /// keeps the database busy for as long as the outage lasts.
    @Test
    void claimsNothingInVainDuringAnOutageAndDeclinesNothing() {
        PROVIDER.setAway(true);
        List<OrderId> orders = newOrders(300);
        int before = PROVIDER.calls();
        transaction.executeWithoutResult(_ -> orders.forEach(it -> insertPending(it, "0")));
        for (int outage = 0; outage < 3; outage++) {
            await().pollInterval(Duration.ofMillis(2)).until(() -> breakerIs("half_open"));
            await().until(() -> breakerIs("open"));
        }
        assertThat(claims(orders)).isLessThanOrEqualTo(AT_ONCE + PROVIDER.calls() - before);
        PROVIDER.setAway(false);
        orders.forEach(it -> awaitAnswers(it, paymentCharged(it)));
    }

    private boolean breakerIs(String state) {
        return meters.get("resilience4j.circuitbreaker.state").tag("state", state).gauge().value()
                > 0;
    }

    private int claims(List<OrderId> orders) {
        return orders.stream().mapToInt(this::attempts).sum();
    }

    @Test
    void neverCallsForWhatWasCancelledWhilePending() {
        insertPending(order, NOT_YET);
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        awaitAnswers(new PaymentRefunded(order, NO_MONEY));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    @Test
    void givesBackWhatACancelledAttemptHasTaken() {
        PROVIDER.trouble(order, HELD_ANSWER, HELD_ANSWER, HELD_ANSWER, HELD_ANSWER);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        await().until(() -> PROVIDER.calls(order).contains("void"));
        PROVIDER.letGo();
        awaitAnswers(paymentRefunded(order));
        assertThat(PROVIDER.books(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void goesOnWithOthersWhenAPaymentCannotBeRead() {
        insertPending(order, NOT_YET);
        String asked = setAsked("{}");
        OrderId another = newOrder();
        log.tell(List.of(orderCancelled(order, CUSTOMER_REQUEST), stockReserved(another)));
        awaitAnswers(another, paymentCharged(another));
        ListedDeadLetter letter = await().until(letters::oldest, all -> !all.isEmpty()).getFirst();
        assertThat(letter.orderId()).contains(order.value());
        assertThat(letter.cause()).startsWith("UnreadableState");
        var _ = setAsked(asked);
        letters.replay(letter.id());
        awaitAnswers(new PaymentRefunded(order, NO_MONEY));
    }

    /// Returns what was there before.
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
    void voidsAnAttemptThatArrivesLaterThanItsVoid() {
        PROVIDER.trouble(order, HELD_REQUEST);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        awaitAnswers(new PaymentRefunded(order, NO_MONEY));
        PROVIDER.letGo();
        assertThat(PROVIDER.books(order)).isEqualTo("VOIDED 0/0");
    }

    @Test
    void givesBackWhatItHasCharged() {
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitAnswers(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "void");
    }

    @Test
    void asksForAVoidUntilItIsDone() {
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        PROVIDER.trouble(order, ERROR, LOST_ANSWER, ERROR, HELD_ANSWER, LOST_ANSWER);
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitAnswers(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.books(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void leavesATombstoneForAChargeThatComesTooLate() {
        log.tell(orderCancelled(order, CUSTOMER_REQUEST));
        log.tell(stockReserved(order));
        awaitAnswers(new PaymentRefunded(order, NO_MONEY));
        await().until(() -> log.isReadBy("payment-service"));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    @Test
    void asksWhatADeadReplicaHasClaimedWhenItsLeaseEnds() {
        insertPending(order, "1 second");
        jdbc.sql("update payment set status = 'ATTEMPTING' where order_id = :order")
                .param("order", order.value())
                .update();
        awaitAnswers(paymentCharged(order));
    }

    /// The clock of the database steps back by two hours after the row was written.
    @Test
    void asksForAPaymentWhoseDueTimeLiesHoursAhead() {
        insertPending(order, "2 hours");
        awaitAnswers(paymentCharged(order));
    }

    @Test
    void decidesACancellationAnewThatAnAttemptHasOvertaken() {
        // So that the attempt alone has changed the row.
        PROVIDER.trouble(order, HELD_ANSWER, HELD_ANSWER);
        insertPending(order, NOT_YET);
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
    void letsASlowPaymentHoldUpNobodyElse() {
        PROVIDER.trouble(order, HELD_ANSWER, HELD_ANSWER, HELD_ANSWER, HELD_ANSWER);
        List<OrderId> others = newOrders(20);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.tell(others.stream().map(it -> stockReserved(it)).toList());
        others.forEach(it -> awaitAnswers(it, paymentCharged(it)));
    }

    @Test
    void letsAPaymentThatItCannotReadHoldUpNobodyElse() {
        OrderId broken = newOrder();
        transaction.executeWithoutResult(_ -> {
            insertPending(broken, "0");
            breakRow(broken);
            insertPending(order, "0");
        });
        awaitAnswers(paymentCharged(order));
        assertThat(PROVIDER.calls(broken)).isEmpty();
        remove(broken);
    }

    @Test
    void letsAnAnswerThatItCannotRecordHoldUpNobodyElse() {
        OrderId broken = newOrder();
        PROVIDER.trouble(broken, HELD_ANSWER);
        log.tell(stockReserved(broken));
        await().until(() -> !PROVIDER.calls(broken).isEmpty());
        breakRow(broken);
        PROVIDER.letGo();
        await().until(() -> unrecordable() > 0);
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        mend(broken);
        awaitAnswers(broken, paymentCharged(broken));
    }

    @Test
    void recordsOtherAnswersWhenAConstraintRefusesOne() {
        OrderId refused = newOrder();
        double before = unrecordable();
        refuseCharged(refused);
        log.tell(stockReserved(refused));
        await().until(() -> !PROVIDER.calls(refused).isEmpty());
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        assertThat(unrecordable()).isGreaterThan(before);
        jdbc.sql("alter table payment drop constraint refused").update();
        jdbc.sql("update payment set due_at = now() where order_id = :order")
                .param("order", refused.value())
                .update();
        awaitAnswers(refused, paymentCharged(refused));
    }

    private void refuseCharged(OrderId refused) {
        jdbc.sql(
                        "alter table payment add constraint refused check (status <> 'CHARGED' or order_id <> '%s')"
                                .formatted(refused))
                .update();
    }

    /// Consumers lock the payments of a batch in the order of their ids; so must the recorder, or
    /// each could wait for the other.
    @Test
    void recordsAnswersInTheOrderInWhichConsumersLock(@Autowired DataSource database)
            throws SQLException {
        // Two ids of the same millisecond are in no particular order.
        List<OrderId> ids =
                newOrders(2).stream().sorted(Comparator.comparing(OrderId::toString)).toList();
        OrderId low = ids.get(0);
        OrderId high = ids.get(1);
        PROVIDER.trouble(order, HELD_ANSWER);
        log.tell(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        try (Connection first = lock(database, order);
                Connection second = database.getConnection()) {
            PROVIDER.letGo();
            await().until(this::isALockAwaited);
            double charged = asked("charge", "charged");
            double unknown = asked("charge", "unknown");
            PROVIDER.trouble(low, ERROR, ERROR);
            log.tell(List.of(stockReserved(low), stockReserved(high)));
            await().until(() ->
                    asked("charge", "charged") > charged && asked("charge", "unknown") > unknown);
            second.setAutoCommit(false);
            lock(second, low, "");
            first.rollback();
            await().until(() -> isRecorded(order) && isALockAwaited());
            lock(second, high, "nowait");
            second.rollback();
        }
        awaitAnswers(low, paymentCharged(low));
        awaitAnswers(high, paymentCharged(high));
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

    private boolean isALockAwaited() {
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
    void measuresALeaseByTheClockOfTheDatabase() {
        PROVIDER.trouble(order, HELD_ANSWER, HELD_ANSWER);
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

    /// Ends the present lease, too.
    private void mend(OrderId broken) {
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
    void changesNothingWhenAllIsToldAgain() {
        log.tell(stockReserved(order));
        awaitAnswers(paymentCharged(order));
        log.tell(orderCancelled(order, SHIPMENT_REFUSED));
        awaitAnswers(paymentCharged(order), paymentRefunded(order));
        await().until(() -> log.isReadBy("payment-service"));
        List<?> rows = jdbc.sql("select * from payment order by 1").query().listOfRows();
        int facts = log.facts().size();
        log.repeat();
        await().until(() -> log.isReadBy("payment-service"));
        assertThat(jdbc.sql("select * from payment order by 1").query().listOfRows())
                .isEqualTo(rows);
        assertThat(log.facts()).hasSize(facts);
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

    private int attempts(OrderId asked) {
        return jdbc.sql("select coalesce(max(attempts), 0) from payment where order_id = :order")
                .param("order", asked.value())
                .query(Integer.class)
                .single();
    }

    private double asked(String operation, String outcome) {
        return meters.counter(
                        "quadrille.payments.asked", "operation", operation, "outcome", outcome)
                .count();
    }

    private void awaitAnswers(OrderEvent... answers) {
        awaitAnswers(order, answers);
    }

    /// Exactly these, in this order.
    private void awaitAnswers(OrderId about, OrderEvent... answers) {
        await().untilAsserted(() ->
                assertThat(log.about(about))
                        .filteredOn(PaymentServiceIT::isOurs)
                        .containsExactly(answers));
    }

    private static boolean isOurs(OrderEvent event) {
        return event.getClass().getSimpleName().startsWith("Payment");
    }

    private static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }

    private static List<OrderId> newOrders(int number) {
        return Stream.generate(PaymentServiceIT::newOrder).limit(number).toList();
    }
}
