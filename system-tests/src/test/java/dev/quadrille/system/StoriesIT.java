package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RecordedState;
import dev.quadrille.system.deployment.RunningSystem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way through the flow, told by its events and checked in everybody's books.
class StoriesIT {

    private static final List<String> CONFIRMED =
            List.of(
                    "OrderPlaced",
                    "StockReserved",
                    "PaymentCharged",
                    "ShipmentBooked",
                    "OrderConfirmed");

    private final RunningSystem shop = RunningSystem.get();
    private final RecordedState books = shop.books();
    private final Customer alice = shop.customer("alice");

    @ParameterizedTest
    @ValueSource(strings = {"pm_ok", "pm_slow", "pm_timeout_charged", "pm_error_once"})
    void customerOrdersAndIsServed(String method) {
        PlacedOrder order = alice.places(aPurchase().paidBy(method));

        assertThat(order.end()).isEqualTo("CONFIRMED");
        assertThat(order.events()).containsExactlyElementsOf(CONFIRMED);
        assertThat(books.of(order))
                .isEqualTo(
                        new RecordedState.Entry("CONFIRMED", "COMMITTED", "BOOKED", order.total()));
    }

    @Test
    void customerOrdersWhatIsSoldOut() {
        PlacedOrder order = alice.places(aPurchase().of(1, "GOLD-FILTER"));

        assertThat(order.end()).isEqualTo("CANCELLED: STOCK_REJECTED");
        assertThat(order.events())
                .containsExactly("OrderPlaced", "StockRejected", "OrderCancelled");
        assertThat(books.of(order))
                .isEqualTo(new RecordedState.Entry("CANCELLED", "REJECTED", "NONE", 0));
    }

    @Test
    void customerOrdersAndThePaymentIsDeclined() {
        PlacedOrder order = alice.places(aPurchase().paidBy("pm_declined"));

        assertThat(order.end()).isEqualTo("CANCELLED: PAYMENT_DECLINED");
        assertThat(order.events())
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentDeclined",
                        "OrderCancelled",
                        "StockReleased");
        assertThat(books.of(order))
                .isEqualTo(new RecordedState.Entry("CANCELLED", "UNDONE", "NONE", 0));
    }

    @Test
    void customerOrdersAndTheCarrierRefuses() {
        PlacedOrder order = alice.places(aPurchase().sentTo("AQ"));

        assertThat(order.end()).isEqualTo("CANCELLED: SHIPMENT_REFUSED");
        assertThat(order.events().subList(0, 5))
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentCharged",
                        "ShipmentRefused",
                        "OrderCancelled");
        assertThat(order.events().subList(5, 7))
                .containsExactlyInAnyOrder("StockReleased", "PaymentRefunded");
        assertThat(books.of(order))
                .isEqualTo(new RecordedState.Entry("CANCELLED", "UNDONE", "REFUSED", 0));
    }
}
