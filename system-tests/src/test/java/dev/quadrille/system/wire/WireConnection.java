package dev.quadrille.system.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Sends each request over a new connection to a local port.
public final class WireConnection {

    /// Far above any response time, so that only a missing response causes a timeout.
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private WireConnection() {}

    /// Sends the request and closes the output.
    public static WireResponse send(int port, WireRequest request) {
        return send(port, request.bytes());
    }

    public static WireResponse send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            long start = System.nanoTime();
            write(socket, request);
            byte[] response = readAll(socket.getInputStream());
            return WireResponse.read(response, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The server may close the connection early while the request is still being sent.
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException refused) {
            // The response contains the reason.
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            // A reset after the response does not affect it.
        }
        return all.toByteArray();
    }
}
