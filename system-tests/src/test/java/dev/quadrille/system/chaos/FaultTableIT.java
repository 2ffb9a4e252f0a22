package dev.quadrille.system.chaos;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.local.Component;
import dev.quadrille.system.deployment.RunningSystem;
import dev.quadrille.system.wire.WireConnection;
import dev.quadrille.system.wire.WireRequest;
import dev.quadrille.system.wire.WireResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every process announces the faults that the guide promises, and the gateway reaches each of
/// them.
class FaultTableIT {

    /// The services that each fault is promised for, with `*` for the five services.
    private static final String TABLE =
            """
            http-latency http-error                                   | gateway *
            event-latency event-duplicate event-reorder event-error   | *
            event-corrupt relay-stall relay-duplicate                 | *
            crash-after-commit crash-before-commit                    | *
            crash                                                     | gateway payment-provider *
            database-down database-latency                            | *
            decline error latency lost-answer                         | payment-provider
            reject                                                    | inventory-service
            refuse                                                    | shipping-service
            """;

    private static final String SERVICES =
            "order-service inventory-service payment-service shipping-service query-service";

    private final RunningSystem system = RunningSystem.get();

    static Stream<String> pairs() {
        return TABLE.lines()
                .flatMap(line -> {
                    String[] cells = line.replace("*", SERVICES).split("\\|", -1);
                    return words(cells[1])
                            .flatMap(
                                    service -> words(cells[0]).map(fault -> service + "/" + fault));
                });
    }

    private static Stream<String> words(String cell) {
        return Arrays.stream(cell.strip().split(" +", -1));
    }

    @Test
    void everyServiceAnnouncesItsFaults() {
        JsonNode services = json(send("GET /api/chaos")).path("services");
        Set<String> announced =
                services.valueStream()
                        .flatMap(service ->
                                service.path("faults")
                                        .valueStream()
                                        .map(fault ->
                                                service.path("service").asString()
                                                        + "/"
                                                        + fault.path("fault").asString()))
                        .collect(toCollection(TreeSet::new));

        assertThat(announced)
                .containsExactlyElementsOf(pairs().collect(toCollection(TreeSet::new)));
        assertThat(services.valueStream().map(it -> it.path("unreachable")))
                .allMatch(JsonNode::isEmpty);
    }

    /// With probability zero, so that the fault has no effect.
    @ParameterizedTest
    @MethodSource("pairs")
    void gatewaySetsAndClearsTheFault(String pair) {
        WireResponse set =
                WireConnection.send(
                        gateway(),
                        WireRequest.of("PUT /api/chaos/" + pair)
                                .as(system.tokenOf("operator"))
                                .sending("{\"probability\":0,\"delayMillis\":0,\"seconds\":30}"));
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
        assertThat(json(set).path("acknowledgements"))
                .isNotEmpty()
                .allMatch(it -> it.path("acknowledged").asBoolean());

        assertThat(send("DELETE /api/chaos/" + pair).status()).isEqualTo(200);
    }

    private WireResponse send(String line) {
        return WireConnection.send(gateway(), WireRequest.of(line).as(system.tokenOf("operator")));
    }

    private int gateway() {
        return system.layout().ports().of(Component.GATEWAY);
    }

    private static JsonNode json(WireResponse response) {
        return JsonMapper.shared().readTree(response.body());
    }
}
