package dev.quadrille.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void usesDefaultPortsWithoutConfiguration() {
        Ports ports = Ports.from(Map.of());

        assertThat(ports.of(Component.GATEWAY)).isEqualTo(8080);
        assertThat(ports.management(Component.ORDER_SERVICE)).isEqualTo(9081);
        assertThat(ports.of(Component.POSTGRES)).isEqualTo(15432);
        assertThat(ports.kafkaController()).isEqualTo(19093);
    }

    @Test
    void addsTheOffsetToAllPorts() {
        Ports defaults = Ports.offset(0);
        Ports moved = Ports.from(Map.of("QUADRILLE_PORT_OFFSET", "100"));

        assertThat(moved.all().keySet())
                .containsExactlyElementsOf(
                        defaults.all().keySet().stream().map(port -> port + 100).toList());
    }

    @Test
    void configuresThePortOfTheGatewayIndependently() {
        Ports ports = Ports.from(Map.of("QUADRILLE_PORT_OFFSET", "100", "QUADRILLE_PORT", "80"));

        assertThat(ports.of(Component.GATEWAY)).isEqualTo(80);
        assertThat(ports.of(Component.ORDER_SERVICE)).isEqualTo(8181);
    }

    @Test
    void assignsUniquePorts() {
        // 9 components, 7 of them with a management port, and the KRaft controller.
        assertThat(Ports.offset(0).all()).hasSize(17);
    }

    @Test
    void rejectsAPortOfAnotherComponent() {
        assertThatThrownBy(() -> Ports.from(Map.of("QUADRILLE_PORT", "8081")))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("8081");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "0", "70000", "-1"})
    void rejectsInvalidPorts(String port) {
        assertThatThrownBy(() -> Ports.from(Map.of("QUADRILLE_PORT", port)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("QUADRILLE_PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60000", "-9000", "1.5"})
    void rejectsAnOffsetThatMovesAPortOutOfRange(String offset) {
        assertThatThrownBy(() -> Ports.from(Map.of("QUADRILLE_PORT_OFFSET", offset)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("QUADRILLE_PORT_OFFSET");
    }
}
