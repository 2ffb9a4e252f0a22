package dev.quadrille.system.chaos;

import static dev.quadrille.system.deployment.Purchase.aPurchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.GuaranteeAudit;
import dev.quadrille.system.deployment.PlacedOrder;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orders while faults are injected into the running system.
class ChaosStoriesIT {

    private final RunningSystem system = RunningSystem.get();
    private final GuaranteeAudit audit = system.audit();

    @AfterEach
    void clearFaults() {
        send("DELETE /api/chaos", "");
    }

    /// The launcher restarts the process, in which the fault is no longer set.
    @ParameterizedTest
    @CsvSource({
        "INVENTORY_SERVICE, crash-before-commit",
        "INVENTORY_SERVICE, crash-after-commit",
        "PAYMENT_SERVICE, crash-before-commit",
        "PAYMENT_SERVICE, crash-after-commit",
        "SHIPPING_SERVICE, crash"
    })
    void settlesOrdersAlthoughAProcessHalts(Component service, String fault) {
        int restarts = system.stack().restarts(service);
        set(service, fault, "{\"delayMillis\":0}");
        system.customer("alice").place(aPurchase().of(1, "TAMPER"));

        await().atMost(Duration.ofMinutes(2))
                .until(() ->
                        system.stack().restarts(service) > restarts
                                && system.stack().isReady(service));
        audit.awaitAllSettled(fault + " of " + service);
    }

    @ParameterizedTest
    @CsvSource({
        "INVENTORY_SERVICE, reject, STOCK_REJECTED",
        "SHIPPING_SERVICE, refuse, SHIPMENT_REFUSED"
    })
    void cancelsTheOrdersOfTheCustomerInScope(Component service, String fault, String reason) {
        set(service, fault, "{\"customer\":\"bob\"}");

        PlacedOrder cancelled = system.customer("bob").place(aPurchase().of(1, "TAMPER"));
        PlacedOrder confirmed = system.customer("alice").place(aPurchase().of(1, "TAMPER"));

        assertThat(cancelled.awaitEnd()).isEqualTo("CANCELLED: " + reason);
        assertThat(confirmed.awaitEnd()).isEqualTo("CONFIRMED");
    }

    @Test
    void declinesPaymentsAtTheProvider() {
        set(Component.PAYMENT_PROVIDER, "decline", "");
        PlacedOrder order = system.customer("alice").place(aPurchase().of(1, "TAMPER"));

        assertThat(order.awaitEnd()).isEqualTo("CANCELLED: PAYMENT_DECLINED");
    }

    private void set(Component service, String fault, String body) {
        assertThat(send("PUT /api/chaos/%s/%s".formatted(service.processName(), fault), body))
                .isEqualTo(200);
    }

    private int send(String line, String body) {
        WireRequest request = WireRequest.of(line).as(system.tokenOf("operator"));
        return WireConnection.send(
                        system.layout().ports().of(Component.GATEWAY),
                        body.isEmpty() ? request : request.sending(body))
                .status();
    }
}
