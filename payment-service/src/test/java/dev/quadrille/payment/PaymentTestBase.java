package dev.quadrille.payment;

import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.Uuids;
import dev.quadrille.testsupport.servers.RealServers;
import dev.quadrille.testsupport.servers.TopicLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The common base class of the payment service tests with a stub provider.
@RealServers
@SpringBootTest(
        properties = {
            "quadrille.provider.response-timeout=500ms",
            "quadrille.provider.max-backoff=300ms",
            // Longer than a test takes.
            "quadrille.provider.cancellation-wait=20s",
            "quadrille.provider.wait-duration-in-open-state=300ms"
        })
@Import(PaymentTestBase.ClockAhead.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PaymentTestBase {

    static final StubProvider PROVIDER = new StubProvider();

    // Longer than a test takes, and within the limit of a lease plus a backoff.
    static final String NOT_DUE = "20 seconds";

    final TopicLog<OrderEvent> log = new TopicLog<>(Topic.ORDER_FLOW);
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final MeterRegistry meters;
    OrderId order = newOrder();

    PaymentTestBase(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters) {
        this.jdbc = jdbc;
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

    void insertPending(OrderId pending, String dueIn) {
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

    double callCount(String operation, String outcome) {
        return meters.counter(
                        "quadrille.payments.asked", "operation", operation, "outcome", outcome)
                .count();
    }

    void awaitPaymentEvents(OrderEvent... events) {
        awaitPaymentEvents(order, events);
    }

    /// Waits for exactly these payment events, in this order.
    void awaitPaymentEvents(OrderId id, OrderEvent... events) {
        await().untilAsserted(() ->
                assertThat(log.about(id))
                        .filteredOn(PaymentTestBase::isPaymentEvent)
                        .containsExactly(events));
    }

    static boolean isPaymentEvent(OrderEvent event) {
        return event.getClass().getSimpleName().startsWith("Payment");
    }

    /// An order that is past its deadline.
    static OrderId overdueOrder() {
        long anHourAgo = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        return new OrderId(Generators.timeBasedEpochRandomGenerator().construct(anHourAgo));
    }

    static OrderId newOrder() {
        return new OrderId(Uuids.next());
    }

    static List<OrderId> newOrders(int number) {
        return Stream.generate(PaymentTestBase::newOrder).limit(number).toList();
    }
}
