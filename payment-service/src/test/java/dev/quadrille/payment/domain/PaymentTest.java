package dev.quadrille.payment.domain;

import static dev.quadrille.testsupport.samples.Samples.NO_MONEY;
import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.TOTAL;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.paymentDeclined;
import static dev.quadrille.testsupport.samples.Samples.paymentRefunded;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;

import dev.quadrille.orderflow.event.PaymentRefunded;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.testsupport.decisions.TransitionTable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PaymentTest {

    private static final ProviderAnswer DECLINED =
            new ProviderAnswer.Declined(paymentDeclined(ORDER).cause());

    @TestFactory
    Stream<DynamicTest> chargesAndRefundsAnOrderOnce() {
        return table().rows(
                        """
                        none                                | StockReserved     | pending
                        pending attempting charged declined | StockReserved     | nothing: ALREADY_DONE
                        void-due undone                     | StockReserved     | nothing: ORDER_CANCELLED

                        pending                             | attempt           | attempting
                        attempting charged declined         | attempt           | nothing: ALREADY_DONE
                        void-due undone                     | attempt           | nothing: ORDER_CANCELLED
                        none                                | attempt           | nothing: NOTHING_TO_UNDO

                        attempting                          | answer:charged    | charged, PaymentCharged
                        attempting                          | answer:declined   | declined, PaymentDeclined
                        attempting                          | answer:voided answer:voided-unpaid | nothing: ORDER_CANCELLED
                        attempting void-due                 | answer:unknown answer:not-called  | nothing: NOTHING_KNOWN
                        void-due                            | answer:charged answer:declined     | nothing: ORDER_CANCELLED
                        void-due                            | answer:voided     | undone, PaymentRefunded
                        void-due                            | answer:voided-unpaid               | undone, PaymentRefunded:nothing
                        none pending charged declined undone | answer:charged answer:declined answer:voided | nothing: ALREADY_DONE
                        none pending charged declined undone | answer:voided-unpaid answer:unknown answer:not-called | nothing: ALREADY_DONE

                        none                                | CUSTOMER_REQUEST DEADLINE_PASSED                 | undone, PaymentRefunded:nothing
                        none                                | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                        pending                             | CUSTOMER_REQUEST DEADLINE_PASSED                 | undone, PaymentRefunded:nothing
                        pending                             | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | undone, PaymentRefunded:nothing
                        attempting charged                  | CUSTOMER_REQUEST DEADLINE_PASSED                 | void-due
                        attempting charged                  | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | void-due
                        declined                            | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: NOTHING_TO_UNDO
                        declined                            | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                        void-due undone                     | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: ALREADY_DONE
                        void-due undone                     | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: ALREADY_DONE
                        """);
    }

    private static TransitionTable<Payment> table() {
        TransitionTable<Payment> table =
                new TransitionTable<Payment>()
                        .state("none", new Payment.None(ORDER))
                        .state("pending", new Payment.Pending(stockReserved(ORDER)))
                        .state("attempting", new Payment.Attempting(stockReserved(ORDER)))
                        .state("charged", new Payment.Charged(ORDER, TOTAL))
                        .state("declined", new Payment.Declined(ORDER))
                        .state("void-due", new Payment.VoidDue(ORDER, TOTAL))
                        .state("undone", new Payment.Undone(ORDER, TOTAL))
                        .event("StockReserved", it -> it.charge(stockReserved(ORDER)))
                        .event("attempt", Payment::attempt)
                        .published("PaymentCharged", paymentCharged(ORDER))
                        .published("PaymentDeclined", paymentDeclined(ORDER))
                        .published("PaymentRefunded", paymentRefunded(ORDER))
                        .published("PaymentRefunded:nothing", new PaymentRefunded(ORDER, NO_MONEY));
        answer(table, "charged", new ProviderAnswer.Charged());
        answer(table, "declined", DECLINED);
        answer(table, "voided", new ProviderAnswer.Voided(TOTAL));
        answer(table, "voided-unpaid", new ProviderAnswer.Voided(NO_MONEY));
        answer(table, "unknown", new ProviderAnswer.Unknown("timeout"));
        answer(table, "not-called", new ProviderAnswer.NotCalled("the circuit breaker is open"));
        for (CancellationReason reason : CancellationReason.values()) {
            table.event(reason.name(), it -> it.cancel(orderCancelled(ORDER, reason)));
        }
        return table;
    }

    private static void answer(TransitionTable<Payment> table, String name, ProviderAnswer answer) {
        table.event("answer:" + name, it -> it.record(answer));
    }
}
