package dev.quadrille.order.domain;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.TOTAL;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;

import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.testsupport.decisions.TransitionTable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OrderTest {

    @TestFactory
    Stream<DynamicTest> endsOnce() {
        TransitionTable<Order> table =
                new TransitionTable<Order>()
                        .state("placed", new Order.Placed(ORDER, TOTAL))
                        .state("confirmed", new Order.Confirmed(ORDER, TOTAL))
                        .event("ShipmentBooked", Order::confirm)
                        .published("OrderConfirmed", orderConfirmed(ORDER));
        for (CancellationReason reason : CancellationReason.values()) {
            table.state("cancelled:" + reason, new Order.Cancelled(ORDER, TOTAL, reason))
                    .event(reason.name(), order -> order.cancel(reason))
                    .published("OrderCancelled:" + reason, orderCancelled(ORDER, reason));
        }
        String cancelled =
                "cancelled:STOCK_REJECTED cancelled:PAYMENT_DECLINED cancelled:SHIPMENT_REFUSED"
                        + " cancelled:CUSTOMER_REQUEST cancelled:DEADLINE_PASSED";
        return table.rows(
                """
                placed    | ShipmentBooked   | confirmed, OrderConfirmed
                placed    | STOCK_REJECTED   | cancelled:STOCK_REJECTED, OrderCancelled:STOCK_REJECTED
                placed    | PAYMENT_DECLINED | cancelled:PAYMENT_DECLINED, OrderCancelled:PAYMENT_DECLINED
                placed    | SHIPMENT_REFUSED | cancelled:SHIPMENT_REFUSED, OrderCancelled:SHIPMENT_REFUSED
                placed    | CUSTOMER_REQUEST | cancelled:CUSTOMER_REQUEST, OrderCancelled:CUSTOMER_REQUEST
                placed    | DEADLINE_PASSED  | cancelled:DEADLINE_PASSED, OrderCancelled:DEADLINE_PASSED
                confirmed | ShipmentBooked   | nothing: ALREADY_DONE
                confirmed | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: ORDER_ENDED
                confirmed | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: ORDER_ENDED
                %1$s | ShipmentBooked                                   | nothing: ORDER_CANCELLED
                %1$s | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: ALREADY_DONE
                %1$s | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: ALREADY_DONE
                """
                        .formatted(cancelled));
    }
}
