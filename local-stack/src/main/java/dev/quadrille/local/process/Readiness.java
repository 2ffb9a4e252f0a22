package dev.quadrille.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A readiness probe. The supervisor calls it several times a second while the process starts.
@FunctionalInterface
public interface Readiness {

    boolean isReady();

    /// Ready when a `GET` request returns status 200.
    static Readiness http(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        return () -> {
            try {
                return Http.CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /// Ready when the process has created a marker file and accepts connections on its port. The
    /// marker file must be deleted before each start.
    static Readiness markerAndPort(Path marker, int port) {
        return () -> Files.exists(marker) && acceptsConnections(port);
    }

    private static boolean acceptsConnections(int port) {
        try (Socket _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// The HTTP client of all probes, created on first use.
    final class Http {

        private static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(1))
                        .build();

        private Http() {}
    }
}
