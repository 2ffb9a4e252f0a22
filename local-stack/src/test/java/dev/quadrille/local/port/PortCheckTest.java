package dev.quadrille.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.local.StackFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void findsAPortInUseOnTheLoopbackInterfaceOrOnAll(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral(address))) {
            assertThat(PortCheck.isInUse(socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void namesEachPortInUseAndItsComponent() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket first = new ServerSocket(0, 5, loopback);
                ServerSocket second = new ServerSocket(0, 5, loopback)) {
            Map<Integer, String> ports =
                    Map.of(first.getLocalPort(), "kafka", second.getLocalPort(), "gateway");

            assertThatThrownBy(() -> PortCheck.requireFree(ports))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Port %d (kafka) is in use", first.getLocalPort())
                    .hasMessageContaining("Port %d (gateway) is in use", second.getLocalPort())
                    .hasMessageContaining("QUADRILLE_PORT_OFFSET=100 ./quadrille up");
        }
    }

    @Test
    void acceptsAPortThatWasReleased() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }

        assertThatCode(() -> PortCheck.requireFree(Map.of(port, "kafka")))
                .doesNotThrowAnyException();
    }
}
