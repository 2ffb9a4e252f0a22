package dev.quadrille.gateway.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamHttpClientsTest {

    private static final UpstreamHttpProperties ONE_CONNECTION =
            new UpstreamHttpProperties(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    1,
                    1);

    private static final String ENDLESS_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private final CloseableHttpClient client =
            new UpstreamHttpClients()
                    .shortTimeoutClient(
                            ONE_CONNECTION, DefaultClientTlsStrategy.createSystemDefault());

    @Test
    void failsIfNoConnectionIsFree() throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1);
                    exchange.getResponseBody().write('1');
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try (ClassicHttpResponse held = open(url)) {
            assertThat(held.getCode()).isEqualTo(200);
            assertThat(failureOf(url)).isEqualTo(UpstreamFailure.NO_FREE_CONNECTION);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void timesOutIfServiceDoesNotRespond() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(loopback());

            assertThat(failureOf("http://127.0.0.1:" + silent.getLocalPort()))
                    .isEqualTo(UpstreamFailure.RESPONSE_TIMEOUT);
        }
    }

    /// Each byte arrives within the socket timeout.
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Endless: ", ENDLESS_BODY})
    void timesOutIfResponseTrickles(String start) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(loopback());
            Thread trickle = Thread.startVirtualThread(() -> trickle(server, start));

            assertThat(failureOf("http://127.0.0.1:" + server.getLocalPort()))
                    .isEqualTo(UpstreamFailure.RESPONSE_TIMEOUT);
            assertThat(failureOf("http://127.0.0.1:" + server.getLocalPort()))
                    .as("connection is free again")
                    .isEqualTo(UpstreamFailure.RESPONSE_TIMEOUT);
            trickle.interrupt();
        }
    }

    private static void trickle(ServerSocket server, String start) {
        while (true) {
            try (Socket connection = server.accept()) {
                OutputStream out = connection.getOutputStream();
                out.write(start.getBytes(ISO_8859_1));
                while (true) {
                    out.write('1');
                    Thread.sleep(50);
                }
            } catch (IOException disconnected) {
                if (server.isClosed()) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Test
    void failsIfServiceIsUnreachable() {
        assertThat(failureOf("http://127.0.0.1:1")).isEqualTo(UpstreamFailure.UNREACHABLE);
    }

    @Test
    void connectsToChosenAddressWithoutLookUp() throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        AtomicReference<String> host = new AtomicReference<>();
        server.createContext(
                "/",
                exchange -> {
                    host.set(exchange.getRequestHeaders().getFirst("Host"));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        int port = server.getAddress().getPort();
        try (ClassicHttpResponse response = open("http://service.invalid:" + port)) {
            assertThat(response.getCode()).isEqualTo(204);
            assertThat(host).hasValue("service.invalid:" + port);
        } finally {
            server.stop(0);
        }
    }

    private UpstreamFailure failureOf(String url) {
        Throwable failure =
                catchThrowable(() -> {
                    try (ClassicHttpResponse response = open(url)) {
                        var _ = EntityUtils.toByteArray(response.getEntity());
                    }
                });
        return UpstreamFailure.of(failure);
    }

    private ClassicHttpResponse open(String url) throws IOException {
        return new TargetAddress(InetAddress.getLoopbackAddress())
                .call(() -> client.executeOpen(null, new HttpGet(url), null));
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
