package dev.quadrille.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.Test;

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

    private final CloseableHttpClient client =
            new UpstreamHttpClients().shortTimeoutClient(ONE_CONNECTION);

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
        try (ClassicHttpResponse held = client.executeOpen(null, new HttpGet(url), null)) {
            assertThat(held.getCode()).isEqualTo(200);
            assertThat(failureOf(url)).isEqualTo(UpstreamFailure.UNREACHABLE);
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

    @Test
    void failsIfServiceIsUnreachable() {
        assertThat(failureOf("http://127.0.0.1:1")).isEqualTo(UpstreamFailure.UNREACHABLE);
        assertThat(failureOf("http://unknown.invalid")).isEqualTo(UpstreamFailure.UNREACHABLE);
    }

    private UpstreamFailure failureOf(String url) {
        Throwable failure =
                catchThrowable(() -> client.executeOpen(null, new HttpGet(url), null).close());
        return UpstreamFailure.of(failure);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
