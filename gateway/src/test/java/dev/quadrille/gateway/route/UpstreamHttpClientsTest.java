package dev.quadrille.gateway.route;

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

    private static final UpstreamHttpProperties ONE_CALL_AT_A_TIME =
            new UpstreamHttpProperties(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    1,
                    1);

    private final CloseableHttpClient client =
            new UpstreamHttpClients().briefCalls(ONE_CALL_AT_A_TIME);

    @Test
    void turnsAwayACallThatFindsAllConnectionsTaken() throws IOException {
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
            assertThat(failureOf(url)).isEqualTo(UpstreamFailure.NOT_REACHED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givesUpOnAServiceThatTakesTheCallAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(loopback());

            assertThat(failureOf("http://127.0.0.1:" + silent.getLocalPort()))
                    .isEqualTo(UpstreamFailure.NO_ANSWER_IN_TIME);
        }
    }

    @Test
    void doesNotReachAServiceThatIsNotThere() {
        assertThat(failureOf("http://127.0.0.1:1")).isEqualTo(UpstreamFailure.NOT_REACHED);
        assertThat(failureOf("http://nowhere.invalid")).isEqualTo(UpstreamFailure.NOT_REACHED);
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
