package dev.quadrille.local.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TraceAddressTest {

    @Test
    void isTheAddressOfTheRunningServer() throws IOException {
        try (OtlpTraceServer server = OtlpTraceServer.open(0)) {
            String root = "http://localhost:" + server.port();

            assertThat(TraceAddress.find(server.port(), "")).contains(root);
            assertThat(TraceAddress.find(server.port(), "4bf9")).contains(root + "/trace/4bf9");
        }
    }

    @Test
    void isEmptyWithoutAServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(TraceAddress.find(port, "")).isEmpty();
    }
}
