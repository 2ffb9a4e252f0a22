package dev.quadrille.local.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/// The addresses of trace pages. Jaeger uses the same paths.
public final class TraceAddress {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

    private TraceAddress() {}

    /// The address of a trace, or of the list of traces if the id is empty. Returns empty if no
    /// server accepts connections on the port.
    public static Optional<String> find(int port, String traceId) {
        String path = traceId.isEmpty() ? "" : "/trace/" + traceId;
        return acceptsConnections(port)
                ? Optional.of("http://localhost:" + port + path)
                : Optional.empty();
    }

    private static boolean acceptsConnections(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                    Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
