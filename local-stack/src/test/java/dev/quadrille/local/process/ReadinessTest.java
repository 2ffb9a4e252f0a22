package dev.quadrille.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ReadinessTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "404, false"})
    void isReadyOnStatus200Only(int status, boolean ready) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        try {
            assertThat(Readiness.http(uri(server.getAddress().getPort())).isReady())
                    .isEqualTo(ready);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isNotReadyIfNothingListens() throws IOException {
        assertThat(Readiness.http(uri(unusedPort())).isReady()).isFalse();
    }

    @Test
    void doesNotWaitForeverForAFrozenServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(Readiness.http(uri(silent.getLocalPort())).isReady()).isFalse();
        }
    }

    @Test
    void needsBothTheMarkerAndThePort() throws IOException {
        Path marker = folder.resolve("kafka.ready");
        try (ServerSocket listening = new ServerSocket(0, 5, LOOPBACK)) {
            Readiness readiness = Readiness.markerAndPort(marker, listening.getLocalPort());
            assertThat(readiness.isReady()).isFalse();

            Files.createFile(marker);
            assertThat(readiness.isReady()).isTrue();
        }
        assertThat(Readiness.markerAndPort(marker, unusedPort()).isReady()).isFalse();
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }
}
