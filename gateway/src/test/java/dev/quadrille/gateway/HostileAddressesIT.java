package dev.quadrille.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Malformed requests, and paths that try to bypass routing.
class HostileAddressesIT extends GatewayTestBase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/prometheus",
                "/actuator/health/readiness",
                "/actuator/%65nv",
                "/actuator/./env",
                "/actuator/health/../env",
                "/actuator/health/%2e%2e/env",
                "/actuator/health;/env",
                "/actuator;x=1/env",
                "//actuator/env",
                "/actuator//env",
                "/ACTUATOR/env",
                "/api/orders/..%252factuator/env"
            })
    void servesNoActuatorEndpointsOnPublicPort(String path) throws Exception {
        assertThat(client.get(path).statusCode()).isIn(401, 404);
        assertThat(client.get(path, "Authorization", alice).statusCode()).isEqualTo(404);
        assertThat(ORDERS.receivedNothing() && QUERIES.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator%2fenv",
                "/api/orders/%00",
                "/api/orders/a%5cb",
                "/api/orders/1?a=%C3"
            })
    void rejectsUndecodablePaths(String path) throws Exception {
        assertProblem(client.get(path, "Authorization", alice), 400, "/problems/invalid-request");
    }

    @Test
    void rejectsInvalidRequestLineWithProblem() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /api/orders/a|b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String response =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/problems/invalid-request")
                    .doesNotContain("html");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/orders?a=%zz", "/api/orders?a=%C3"})
    void forwardsNoRejectedRequests(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head =
                    "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nCookie: %s\r\nContent-Length: 0\r\n"
                            .formatted(path, alice, "a=b;".repeat(1000));
            socket.getOutputStream()
                    .write(
                            (head + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String response =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
        assertThat(ORDERS.receivedNothing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1000\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
            })
    void forwardsNoIncompleteBodies(String rest) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head =
                    "POST /api/orders HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ";
            socket.getOutputStream()
                    .write((head + alice + "\r\n" + rest).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String response =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 400").contains("traceId");
        }
        assertThat(ORDERS.receivedNothing()).isTrue();
    }
}
