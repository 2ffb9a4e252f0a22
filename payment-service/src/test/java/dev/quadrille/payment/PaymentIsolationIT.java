package dev.quadrille.payment;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.payment.StubProvider.Fault.HELD_RESPONSE;
import static dev.quadrille.testsupport.samples.Samples.NO_MONEY;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.deadletter.DeadLetters;
import dev.quadrille.messaging.deadletter.ListedDeadLetter;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.value.OrderId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Tests that the failure of one payment does not block other payments.
class PaymentIsolationIT extends PaymentTestBase {

    private final DeadLetters letters;

    @Autowired
    PaymentIsolationIT(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MeterRegistry meters,
            DeadLetters letters) {
        super(jdbc, transaction, meters);
        this.letters = letters;
    }

    @Test
    void processesOtherOrdersWhenAPaymentIsUnreadable() {
        insertPending(order, NOT_DUE);
        String asked = setAsked("{}");
        OrderId another = newOrder();
        log.publish(List.of(orderCancelled(order, CUSTOMER_REQUEST), stockReserved(another)));
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
    void doesNotBlockOtherPaymentsOnASlowCall() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE);
        List<OrderId> others = newOrders(20);
        log.publish(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.publish(others.stream().map(it -> stockReserved(it)).toList());
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
        log.publish(stockReserved(broken));
        await().until(() -> !PROVIDER.calls(broken).isEmpty());
        breakRow(broken);
        PROVIDER.releaseHeld();
        await().until(() -> unrecordable() > 0);
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        repair(broken);
        awaitPaymentEvents(broken, paymentCharged(broken));
    }

    @Test
    void recordsOtherResultsWhenAConstraintRejectsOne() {
        OrderId rejected = newOrder();
        double before = unrecordable();
        rejectCharge(rejected);
        log.publish(stockReserved(rejected));
        await().until(() -> !PROVIDER.calls(rejected).isEmpty());
        log.publish(stockReserved(order));
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
}
