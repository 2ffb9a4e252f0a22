package dev.quadrille.system;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.Customer;
import dev.quadrille.system.deployment.Operator;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RecordedState;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.deployment.SteadyLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The audit of the running system: quiet under load, and exact about planted violations.
class AuditStoriesIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final RunningSystem system = RunningSystem.get();
    private final RecordedState recordedState = system.recordedState();
    private final Customer bob = system.customer("bob");
    private final Operator operator = system.operator();

    @Test
    void isOkAfterOrdersOfEveryKind() {
        placeOrdersOfEveryKind();

        awaitOk();
    }

    @Test
    void reportsNoViolationWhileOrdersAreInFlight() {
        awaitOk();
        SteadyLoad load = SteadyLoad.of(bob, nCopies(60, aPurchase()), Duration.ofMillis(50));
        for (int i = 0; i < 3; i++) {
            assertThat(violations()).isEmpty();
        }
        assertThat(load.orders()).extracting(PlacedOrder::awaitEnd).containsOnly("CONFIRMED");
        awaitOk();
    }

    @Test
    void findsALostShipment() {
        PlacedOrder order = bob.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        awaitOk();
        String refuse = "update shipment set status = 'REFUSED' where order_id = ?";
        recordedState.damage("shipping_service", refuse, order);
        try {
            assertThat(violations())
                    .containsExactly(
                            "shipments: "
                                    + order.id()
                                    + ": confirmed, but its shipment is REFUSED");
        } finally {
            String book = "update shipment set status = 'BOOKED' where order_id = ?";
            recordedState.damage("shipping_service", book, order);
        }
        awaitOk();
    }

    @Test
    void repairsTheReadModel() {
        PlacedOrder order = bob.place(aPurchase());
        assertThat(order.awaitEnd()).isEqualTo("CONFIRMED");
        awaitOk();
        recordedState.damage(
                "query_service",
                "update order_view set customer_id = 'mallory' where order_id = ?",
                order);

        String difference = "customer_id is mallory, must be bob";
        assertThat(violations()).containsExactly("read-model: " + order.id() + ": " + difference);
        JsonNode repaired = operator.repairReadModel().path("repaired");
        assertThat(repaired).hasSize(1);
        assertThat(repaired.path(0).path("orderId").asString()).isEqualTo(order.id());
        assertThat(repaired.path(0).path("difference").asString()).isEqualTo(difference);
        awaitOk();
    }

    @Test
    void namesAServiceThatIsDown() {
        system.deployment().stop(Component.SHIPPING_SERVICE);
        try {
            assertThat(operator.audit().path("ok").asBoolean()).isFalse();
            assertThat(violations())
                    .contains(
                            "shipments: could not be checked: shipping-service did not respond"
                                    + " (no usable response)");
        } finally {
            system.deployment().start(Component.SHIPPING_SERVICE);
        }
        awaitOk();
    }

    private void placeOrdersOfEveryKind() {
        List<PlacedOrder> orders =
                List.of(
                        bob.place(aPurchase()),
                        bob.place(aPurchase().of(1, "GOLD-FILTER")),
                        bob.place(aPurchase().paidBy("pm_declined")),
                        bob.place(aPurchase().paidBy("pm_timeout_charged")),
                        bob.place(aPurchase().sentTo("AQ")));
        orders.forEach(PlacedOrder::awaitEnd);
    }

    private void awaitOk() {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    JsonNode audit = operator.audit();
                    assertThat(audit.path("ok").asBoolean())
                            .as("%s", audit.toPrettyString())
                            .isTrue();
                });
    }

    private List<String> violations() {
        return operator.audit()
                .path("checks")
                .valueStream()
                .flatMap(check ->
                        check.path("violations")
                                .valueStream()
                                .map(line ->
                                        check.path("name").asString() + ": " + line.asString()))
                .toList();
    }
}
