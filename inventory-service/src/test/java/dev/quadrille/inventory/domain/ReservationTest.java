package dev.quadrille.inventory.domain;

import static dev.quadrille.testsupport.samples.Samples.ORDER;
import static dev.quadrille.testsupport.samples.Samples.STOCK;
import static dev.quadrille.testsupport.samples.Samples.orderCancelled;
import static dev.quadrille.testsupport.samples.Samples.orderConfirmed;
import static dev.quadrille.testsupport.samples.Samples.orderPlaced;
import static dev.quadrille.testsupport.samples.Samples.stockRejected;
import static dev.quadrille.testsupport.samples.Samples.stockReleased;
import static dev.quadrille.testsupport.samples.Samples.stockReserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.event.StockRejected;
import dev.quadrille.orderflow.event.StockReleased;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.StockLine;
import dev.quadrille.testsupport.decisions.TransitionTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReservationTest {

    private static final Sku KETTLE = new Sku("COPPER-KETTLE");

    @TestFactory
    Stream<DynamicTest> reservesReleasesAndShipsOnce() {
        TransitionTable<Reservation> table =
                new TransitionTable<Reservation>()
                        .state("none", new Reservation.None(ORDER))
                        .state("reserved", new Reservation.Reserved(ORDER, STOCK))
                        .state("rejected", new Reservation.Rejected(ORDER))
                        .state("committed", new Reservation.Committed(ORDER, STOCK))
                        .state("undone", new Reservation.Undone(ORDER))
                        .event("placed:available", it -> it.reserve(orderPlaced(ORDER), _ -> true))
                        .event("placed:missing", it -> it.reserve(orderPlaced(ORDER), _ -> false))
                        .event("confirmed", it -> it.commit(orderConfirmed(ORDER)))
                        .published("StockReserved", stockReserved(ORDER))
                        .published("StockRejected", stockRejected(ORDER))
                        .published("StockReleased", stockReleased(ORDER))
                        .published("StockReleased:nothing", new StockReleased(ORDER, List.of()));
        for (CancellationReason reason : CancellationReason.values()) {
            table.event(reason.name(), it -> it.release(orderCancelled(ORDER, reason)));
        }
        return table.rows(
                """
                none                        | placed:available                 | reserved, StockReserved
                none                        | placed:missing                   | rejected, StockRejected
                reserved rejected committed | placed:available placed:missing   | nothing: ALREADY_DONE
                undone                      | placed:available placed:missing   | nothing: ORDER_CANCELLED
                reserved                    | confirmed                        | committed
                committed                   | confirmed                        | nothing: ALREADY_DONE
                none rejected undone        | confirmed                        | broken
                none                        | CUSTOMER_REQUEST DEADLINE_PASSED | undone, StockReleased:nothing
                none                        | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                reserved                    | CUSTOMER_REQUEST DEADLINE_PASSED | undone, StockReleased
                reserved                    | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | undone, StockReleased
                rejected                    | CUSTOMER_REQUEST DEADLINE_PASSED | nothing: NOTHING_TO_UNDO
                rejected                    | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: NOTHING_TO_UNDO
                committed                   | CUSTOMER_REQUEST DEADLINE_PASSED | broken
                committed                   | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | broken
                undone                      | CUSTOMER_REQUEST DEADLINE_PASSED | nothing: ALREADY_DONE
                undone                      | STOCK_REJECTED PAYMENT_DECLINED SHIPMENT_REFUSED | nothing: ALREADY_DONE
                """);
    }

    @Test
    void namesTheUnavailableSkus() {
        StockLine kettle = new StockLine(KETTLE, new Quantity(1));
        List<StockLine> lines = Stream.concat(STOCK.stream(), Stream.of(kettle)).toList();
        assertThat(
                        new Reservation.None(ORDER)
                                .reserve(orderPlaced(ORDER, lines), line -> !line.equals(kettle)))
                .isEqualTo(
                        Decision.step(
                                new Reservation.Rejected(ORDER),
                                new StockRejected(ORDER, List.of(KETTLE))));
    }
}
