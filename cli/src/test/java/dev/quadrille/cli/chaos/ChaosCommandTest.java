package dev.quadrille.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quadrille.cli.command.UsageError;
import dev.quadrille.local.Component;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChaosCommandTest {

    private static final JsonNode SERVICES =
            JsonMapper.shared()
                    .readTree(
                            """
                            [{"service":"gateway","unreachable":[],
                              "faults":[{"fault":"http-error","description":"Fails.","active":[]}]},
                             {"service":"order-service","unreachable":["10.0.0.4:8081"],
                              "faults":[{"fault":"http-error","description":"Fails.",
                                         "active":[{"instance":"10.0.0.3:8081","probability":0.5,
                                                    "delayMillis":200,"customer":"bob",
                                                    "secondsLeft":42}]},
                                        {"fault":"crash","description":"Halts.","active":[]}]}]
                            """);

    @Test
    void listsActiveFaultsFirst() {
        assertThat(FaultTable.of(SERVICES))
                .allMatch(line -> line.length() <= 80)
                .containsExactly(
                        "SERVICE            ACTIVE FAULT         SETTINGS",
                        "order-service      http-error           p=0.50 200 ms bob, 42 s left",
                        "No response from order-service at 10.0.0.4:8081.",
                        "",
                        "http-error",
                        "  Fails.",
                        "  In gateway, order-service",
                        "",
                        "crash",
                        "  Halts.",
                        "  In order-service");
    }

    @Test
    void findsTheActiveFaultsOfAService() {
        assertThat(ChaosCommand.activeFaults(SERVICES, "order")).containsExactly("http-error");
        assertThat(ChaosCommand.activeFaults(SERVICES, "gateway")).isEmpty();
        assertThatExceptionOfType(UsageError.class)
                .isThrownBy(() -> ChaosCommand.activeFaults(SERVICES, "nonsense"));
    }

    @Test
    void sendsOnlyTheGivenOptions() {
        assertThat(FaultOptions.parse(List.of("--delay", "200", "--customer", "bob")))
                .isEqualTo(
                        JsonMapper.shared().readTree("{\"delayMillis\":200,\"customer\":\"bob\"}"));
        assertThat(FaultOptions.parse(List.of())).isEmpty();
        assertThatExceptionOfType(UsageError.class)
                .isThrownBy(() -> FaultOptions.parse(List.of("--seconds", "x")));
        assertThatExceptionOfType(UsageError.class)
                .isThrownBy(() -> FaultOptions.parse(List.of("--second", "1")));
    }

    @Test
    void affectsAllContainersOfAServiceOrOne() {
        assertThat(docker(ProcessFault.KILL, OptionalInt.empty()))
                .isEqualTo(
                        "docker compose --project-name quadrille kill --signal SIGKILL"
                                + " payment-service");
        assertThat(docker(ProcessFault.KILL, OptionalInt.of(2)))
                .isEqualTo("docker kill --signal SIGKILL quadrille-payment-service-2");
        assertThat(docker(ProcessFault.FREEZE, OptionalInt.of(1)))
                .isEqualTo("docker pause quadrille-payment-service-1");
        assertThat(docker(ProcessFault.THAW, OptionalInt.empty()))
                .isEqualTo("docker compose --project-name quadrille unpause payment-service");
        assertThat(docker(ProcessFault.RESTART, OptionalInt.empty()))
                .isEqualTo("docker compose --project-name quadrille restart payment-service");
        assertThat(docker(ProcessFault.STOP, OptionalInt.empty()))
                .isEqualTo("docker compose --project-name quadrille stop payment-service");
        assertThat(docker(ProcessFault.START, OptionalInt.empty()))
                .isEqualTo("docker compose --project-name quadrille start payment-service");
    }

    @Test
    void namesProcessesLikeTheirServices() {
        Component payment = ProcessFaultCommand.component(ProcessFault.KILL, "payment");

        assertThat(payment).isEqualTo(Component.PAYMENT_SERVICE);
        assertThat(ProcessFaultCommand.processName(payment, OptionalInt.empty()))
                .isEqualTo("payment-service");
        assertThat(ProcessFaultCommand.processName(payment, OptionalInt.of(2)))
                .isEqualTo("payment-service-2");
        assertThatExceptionOfType(UsageError.class)
                .isThrownBy(() -> ProcessFaultCommand.component(ProcessFault.KILL, "nonsense"));
        assertThatExceptionOfType(UsageError.class)
                .isThrownBy(() -> ProcessFaultCommand.component(ProcessFault.STOP, "payment"));
        assertThat(ProcessFaultCommand.component(ProcessFault.STOP, "postgres"))
                .isEqualTo(Component.POSTGRES);
    }

    private static String docker(ProcessFault fault, OptionalInt replica) {
        return String.join(" ", fault.dockerCommand("quadrille", "payment-service", replica));
    }
}
