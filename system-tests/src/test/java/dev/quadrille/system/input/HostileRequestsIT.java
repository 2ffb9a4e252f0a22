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

/// Sends everything in {@link HostileRequests} to the running shop. Each is refused with a problem,
/// none is answered with a 5xx, and in the end nothing in the shop is different.
class HostileRequestsIT {

    private final RunningSystem shop = RunningSystem.get();
    private final StackLayout layout = shop.layout();
    private final String customer = shop.tokenOf("alice");
    private final String operator = shop.tokenOf("operator");
    private StateFingerprint before = StateFingerprint.of(layout);

    @BeforeEach
    void look() {
        before = StateFingerprint.of(layout);
    }

    @AfterEach
    void nothingIsDifferent() {
        assertThat(StateFingerprint.of(layout)).isEqualTo(before);
    }

    @Test
    void refusesOrdersAtTheGateway() {
        refuses(
                "orders at the gateway",
                HostileRequests.orders(),
                customer,
                _ -> Component.GATEWAY);
    }

    @Test
    void refusesOrdersPastTheGateway() {
        refuses("orders past it", HostileRequests.orders(), customer, HostileRequests::serviceOf);
    }

    @Test
    void refusesCommandsToInventoryAtTheGateway() {
        refuses(
                "commands to inventory",
                HostileRequests.commandsToInventory(),
                operator,
                _ -> Component.GATEWAY);
    }

    @Test
    void refusesCommandsToInventoryPastTheGateway() {
        refuses(
                "commands to inventory past it",
                HostileRequests.commandsToInventory(),
                operator,
                HostileRequests::serviceOf);
    }

    @Test
    void findsNothingAtHostileAddresses() {
        refuses("addresses", HostileRequests.addresses(), operator, _ -> Component.GATEWAY);
    }

    @Test
    void knowsNoOtherMethods() {
        List<HostileRequest> all = HostileRequests.methods(AccessTable.addresses());
        refuses("methods", all, operator, _ -> Component.GATEWAY);
        refuses("methods past it", all, operator, HostileRequests::serviceOf);
    }

    @Test
    void passesOverWhatMeansNothing() {
        refuses("oddities", HostileRequests.oddities(), customer, _ -> Component.GATEWAY);
        refuses(
                "oddities past it",
                HostileRequests.oddities(),
                customer,
                _ -> Component.QUERY_SERVICE);
    }

    @ParameterizedTest
    @CsvSource({"GATEWAY", "ORDER_SERVICE", "QUERY_SERVICE", "PAYMENT_PROVIDER"})
    void answersNoise(Component process) {
        for (byte[] noise : HostileRequests.noise()) {
            WireResponse answer = WireConnection.send(layout.ports().of(process), noise);
            // HTTP/0.9 and what looks like it is answered without a head; or the line is cut.
            assertThat(answer.status() == 0 ? List.of() : Refusal.faults(answer))
                    .as("%s: %s", new String(noise, UTF_8), answer)
                    .isEmpty();
        }
    }

    private void refuses(
            String what,
            List<HostileRequest> all,
            String token,
            Function<HostileRequest, Component> door) {
        List<Duration> times = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (HostileRequest hostile : all) {
            int port = layout.ports().of(door.apply(hostile));
            WireResponse answer = WireConnection.send(port, hostile.request().as(token));
            times.add(answer.took());
            List<String> faults = faults(hostile, answer);
            if (!faults.isEmpty()) {
                wrong.add("%s: %s in %s".formatted(hostile.name(), faults, answer));
            }
        }
        tell(what, times);
        assertThat(wrong).isEmpty();
    }

    private static List<String> faults(HostileRequest hostile, WireResponse answer) {
        List<String> faults = new ArrayList<>(Refusal.faults(answer));
        if (!hostile.statuses().contains(answer.status())) {
            faults.add("%d and not %s".formatted(answer.status(), hostile.statuses()));
        }
        return faults;
    }

    /// How long it took is a figure, and no verdict: the machine may have had more to do.
    private static void tell(String what, List<Duration> times) {
        List<Long> millis = times.stream().map(Duration::toMillis).sorted().toList();
        System.out.printf(
                "%d hostile %s: answered within %d ms, half of them within %d ms%n",
                millis.size(), what, millis.getLast(), millis.get(millis.size() / 2));
    }
}
