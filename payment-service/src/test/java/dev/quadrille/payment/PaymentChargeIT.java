package dev.quadrille.payment;

import static dev.quadrille.orderflow.value.CancellationReason.CUSTOMER_REQUEST;
import static dev.quadrille.orderflow.value.CancellationReason.SHIPMENT_REFUSED;
import static dev.quadrille.payment.StubProvider.Fault.ERROR;
import static dev.quadrille.payment.StubProvider.Fault.HELD_REQUEST;
import static dev.quadrille.payment.StubProvider.Fault.HELD_RESPONSE;
import static dev.quadrille.payment.StubProvider.Fault.LOST_RESPONSE;
import static dev.quadrille.testsupport.samples.Samples.NO_MONEY;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.orderflow.event.PaymentDeclined;
import dev.quadrille.orderflow.event.PaymentRefunded;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Tests charges, refunds and retries.
class PaymentChargeIT extends PaymentTestBase {

    @Autowired
    PaymentChargeIT(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters) {
        super(jdbc, transaction, meters);
    }

    @Test
    void chargesAnOrder() {
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge");
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
    }

    @Test
    void publishesADecline() {
        log.publish(stockReserved(order, "pm_declined"));
        awaitPaymentEvents(new PaymentDeclined(order, "the provider declined the charge"));
    }

    @Test
    void retriesAfterAnError() {
        PROVIDER.injectFaults(order, ERROR, ERROR, ERROR);
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "charge", "charge", "charge");
    }

    @Test
    void retriesWithTheSameKeyAfterALostResponse() {
        double unknown = callCount("charge", "unknown");
        PROVIDER.injectFaults(order, LOST_RESPONSE, LOST_RESPONSE);
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
        assertThat(callCount("charge", "unknown")).isGreaterThan(unknown);
    }

    @Test
    void treatsATimeoutAsAnUnknownOutcome() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE);
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        assertThat(PROVIDER.account(order)).isEqualTo("CHARGED 99800/0");
    }

    @Test
    void doesNotCallTheProviderForAPaymentCancelledWhilePending() {
        insertPending(order, NOT_DUE);
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    @Test
    void refundsTheChargeOfACancelledAttempt() {
        PROVIDER.injectFaults(order, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE, HELD_RESPONSE);
        log.publish(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        await().until(() -> PROVIDER.calls(order).contains("void"));
        PROVIDER.releaseHeld();
        awaitPaymentEvents(paymentRefunded(order));
        assertThat(PROVIDER.account(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void doesNotChargeAfterTheVoid() {
        PROVIDER.injectFaults(order, HELD_REQUEST);
        log.publish(stockReserved(order));
        await().until(() -> !PROVIDER.calls(order).isEmpty());
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        PROVIDER.releaseHeld();
        assertThat(PROVIDER.account(order)).isEqualTo("VOIDED 0/0");
    }

    @Test
    void refundsACharge() {
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        log.publish(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.calls(order)).containsExactly("charge", "void");
    }

    @Test
    void retriesAVoidUntilItSucceeds() {
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        PROVIDER.injectFaults(order, ERROR, LOST_RESPONSE, ERROR, HELD_RESPONSE, LOST_RESPONSE);
        log.publish(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        assertThat(PROVIDER.account(order)).isEqualTo("REFUNDED 99800/99800");
    }

    @Test
    void ignoresAStockReservationThatFollowsTheCancellation() {
        log.publish(orderCancelled(order, CUSTOMER_REQUEST));
        log.publish(stockReserved(order));
        awaitPaymentEvents(new PaymentRefunded(order, NO_MONEY));
        await().until(() -> log.isConsumedBy("payment-service"));
        assertThat(PROVIDER.calls(order)).isEmpty();
    }

    @Test
    void ignoresRedeliveredEvents() {
        log.publish(stockReserved(order));
        awaitPaymentEvents(paymentCharged(order));
        log.publish(orderCancelled(order, SHIPMENT_REFUSED));
        awaitPaymentEvents(paymentCharged(order), paymentRefunded(order));
        await().until(() -> log.isConsumedBy("payment-service"));
        List<?> rows = jdbc.sql("select * from payment order by 1").query().listOfRows();
        int events = log.events().size();
        log.republishAll();
        await().until(() -> log.isConsumedBy("payment-service"));
        assertThat(jdbc.sql("select * from payment order by 1").query().listOfRows())
                .isEqualTo(rows);
        assertThat(log.events()).hasSize(events);
    }
}
