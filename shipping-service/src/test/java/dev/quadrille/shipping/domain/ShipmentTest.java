package dev.quadrille.shipping.domain;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.SHIPMENT;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.paymentCharged;
import static dev.quadrille.testsupport.samples.Samples.shipmentBooked;
import static dev.quadrille.testsupport.samples.Samples.shipmentCancelled;
import static dev.quadrille.testsupport.samples.Samples.shipmentRefused;

import dev.quadrille.orderflow.event.ShipmentCancelled;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.testsupport.decisions.TransitionTable;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ShipmentTest {

    @TestFactory
    Stream<DynamicTest> booksAndCancelsAShipmentOnce() {
        TransitionTable<Shipment> table =
                new TransitionTable<Shipment>()
                        .state("none", new Shipment.None(ORDER))
                        .state("booked", new Shipment.Booked(ORDER, SHIPMENT))
                        .state("refused", new Shipment.Refused(ORDER))
                        .state("cancelled", new Shipment.Undone(ORDER, Optional.of(SHIPMENT)))
                        .state("tombstone", new Shipment.Undone(ORDER, Optional.empty()))
                        .event("charged:AT", it -> it.book(paymentCharged(ORDER, "AT"), SHIPMENT))
                        .event("charged:AQ", it -> it.book(paymentCharged(ORDER, "AQ"), SHIPMENT))
                        .event("refuse", Shipment::refuse)
                        .published("ShipmentBooked", shipmentBooked(ORDER))
                        .published("ShipmentRefused", shipmentRefused(ORDER))
                        .published("ShipmentCancelled", shipmentCancelled(ORDER))
                        .published(
                                "ShipmentCancelled:nothing",
                                new ShipmentCancelled(ORDER, Optional.empty()));
        for (CancellationReason reason : CancellationReason.values()) {
            table.event(reason.name(), it -> it.cancel(orderCancelled(ORDER, reason)));
        }
        return table.rows(
                """
                none                 | charged:AT            | booked, ShipmentBooked
                none                 | charged:AQ refuse     | refused, ShipmentRefused
                booked refused       | charged:AT charged:AQ refuse | nothing: ALREADY_DONE
                cancelled tombstone  | charged:AT charged:AQ refuse | nothing: ORDER_CANCELLED
                none                 | CUSTOMER_REQUEST DEADLINE_PASSED                 | tombstone, ShipmentCancelled:nothing
                none                 | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                booked               | CUSTOMER_REQUEST DEADLINE_PASSED                 | cancelled, ShipmentCancelled
                booked               | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | cancelled, ShipmentCancelled
                refused              | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: NOTHING_TO_UNDO
                refused              | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                cancelled tombstone  | CUSTOMER_REQUEST DEADLINE_PASSED                 | nothing: ALREADY_DONE
                cancelled tombstone  | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: ALREADY_DONE
                """);
    }
}
