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

/// Every path through the order flow: its events and the recorded state of all services.
class StoriesIT {

    private static final List<String> CONFIRMED =
            List.of(
                    "OrderPlaced",
                    "StockReserved",
                    "PaymentCharged",
                    "ShipmentBooked",
                    "OrderConfirmed");

    private final RunningSystem system = RunningSystem.get();
    private final RecordedState recordedState = system.recordedState();
    private final Customer alice = system.customer("alice");

    @ParameterizedTest
    @ValueSource(strings = {"pm_ok", "pm_slow", "pm_timeout_charged", "pm_error_once"})
    void confirmsOrder(String method) {
        PlacedOrder order = alice.place(aPurchase().paidBy(method));

        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        assertThat(order.events()).containsExactlyElementsOf(CONFIRMED);
        assertThat(recordedState.of(order))
                .isEqualTo(
                        new RecordedState.OrderState(
                                "CONFIRMED", "COMMITTED", "BOOKED", order.total()));
    }

    @Test
    void cancelsOrderWithoutStock() {
        PlacedOrder order = alice.place(aPurchase().of(1, "GOLD-FILTER"));

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: STOCK_REJECTED");
        assertThat(order.events())
                .containsExactly("OrderPlaced", "StockRejected", "OrderCancelled");
        assertThat(recordedState.of(order))
                .isEqualTo(new RecordedState.OrderState("CANCELLED", "REJECTED", "NONE", 0));
    }

    @Test
    void cancelsOrderWithDeclinedPayment() {
        PlacedOrder order = alice.place(aPurchase().paidBy("pm_declined"));

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: PAYMENT_DECLINED");
        assertThat(order.events())
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentDeclined",
                        "OrderCancelled",
                        "StockReleased");
        assertThat(recordedState.of(order))
                .isEqualTo(new RecordedState.OrderState("CANCELLED", "UNDONE", "NONE", 0));
    }

    @Test
    void cancelsOrderThatCarrierRefuses() {
        PlacedOrder order = alice.place(aPurchase().sentTo("AQ"));

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: SHIPMENT_REFUSED");
        assertThat(order.events().subList(0, 5))
                .containsExactly(
                        "OrderPlaced",
                        "StockReserved",
                        "PaymentCharged",
                        "ShipmentRefused",
                        "OrderCancelled");
        assertThat(order.events().subList(5, 7))
                .containsExactlyInAnyOrder("StockReleased", "PaymentRefunded");
        assertThat(recordedState.of(order))
                .isEqualTo(new RecordedState.OrderState("CANCELLED", "UNDONE", "REFUSED", 0));
    }
}
