package dev.quadrille.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import dev.quadrille.system.access.AccessTable;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sends all hostile requests to the running system. The system answers each one with a 4xx
/// problem, and no recorded state changes.
class HostileRequestsIT {

    private final RunningSystem system = RunningSystem.get();
    private final StackLayout layout = system.layout();
    private final String customer = system.tokenOf("alice");
    private final String operator = system.tokenOf("operator");
    private StateFingerprint before = StateFingerprint.of(layout);

    @BeforeEach
    void recordState() {
        before = StateFingerprint.of(layout);
    }

    @AfterEach
    void assertStateIsUnchanged() {
        assertThat(StateFingerprint.of(layout)).isEqualTo(before);
    }

    @Test
    void rejectsOrdersAtGateway() {
        assertRejected(
                "orders at the gateway",
                HostileRequests.orders(),
                customer,
                _ -> Component.GATEWAY);
    }

    @Test
    void rejectsOrdersAtOrderService() {
        assertRejected(
                "orders at order-service",
                HostileRequests.orders(),
                customer,
                HostileRequests::serviceOf);
    }

    @Test
    void rejectsInventoryCommandsAtGateway() {
        assertRejected(
                "inventory commands at the gateway",
                HostileRequests.commandsToInventory(),
                operator,
                _ -> Component.GATEWAY);
    }

    @Test
    void rejectsInventoryCommandsAtInventoryService() {
        assertRejected(
                "commands at inventory-service",
                HostileRequests.commandsToInventory(),
                operator,
                HostileRequests::serviceOf);
    }

    @Test
    void rejectsHostileAddresses() {
        assertRejected("addresses", HostileAddresses.unmapped(), operator, _ -> Component.GATEWAY);
    }

    @Test
    void rejectsUnsupportedMethods() {
        List<HostileRequest> all = HostileAddresses.methods(AccessTable.addresses());
        assertRejected("methods", all, operator, _ -> Component.GATEWAY);
        assertRejected("methods at the services", all, operator, HostileRequests::serviceOf);
    }

    @Test
    void ignoresMeaninglessHeaders() {
        assertRejected(
                "ignored headers", HostileHeaders.ignored(), customer, _ -> Component.GATEWAY);
        assertRejected(
                "ignored headers at query-service",
                HostileHeaders.ignored(),
                customer,
                _ -> Component.QUERY_SERVICE);
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY", "ORDER_SERVICE", "QUERY_SERVICE", "PAYMENT_PROVIDER"})
    void rejectsMalformedRequests(Component process) {
        for (byte[] request : HostileAddresses.malformed()) {
            WireResponse response = WireConnection.send(layout.ports().of(process), request);
            // HTTP/0.9 and similar requests get a response without headers, or a closed connection.
            assertThat(response.status() == 0 ? List.of() : Refusal.faults(response))
                    .as("%s: %s", new String(request, UTF_8), response)
                    .isEmpty();
        }
    }

    private void assertRejected(
            String what,
            List<HostileRequest> all,
            String token,
            Function<HostileRequest, Component> target) {
        List<Duration> times = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (HostileRequest hostile : all) {
            int port = layout.ports().of(target.apply(hostile));
            WireResponse response = WireConnection.send(port, hostile.request().as(token));
            times.add(response.took());
            List<String> faults = faults(hostile, response);
            if (!faults.isEmpty()) {
                failures.add("%s: %s in %s".formatted(hostile.name(), faults, response));
            }
        }
        printTimes(what, times);
        assertThat(failures).isEmpty();
    }

    private static List<String> faults(HostileRequest hostile, WireResponse response) {
        List<String> faults = new ArrayList<>(Refusal.faults(response));
        if (!hostile.statuses().contains(response.status())) {
            faults.add("%d instead of %s".formatted(response.status(), hostile.statuses()));
        }
        return faults;
    }

    /// Prints the times instead of asserting them: they depend on the load of the machine.
    private static void printTimes(String what, List<Duration> times) {
        List<Long> millis = times.stream().map(Duration::toMillis).sorted().toList();
        System.out.printf(
                "%d hostile %s: answered within %d ms, half of them within %d ms%n",
                millis.size(), what, millis.getLast(), millis.get(millis.size() / 2));
    }
}
