package dev.quadrille.system.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection of its own for each request, to a port of this machine.
public final class WireConnection {

    /// Far above what any answer may take: who comes here waits for nothing that will come.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private WireConnection() {}

    /// Sends the request and says that nothing follows.
    public static WireResponse send(int port, WireRequest request) {
        return send(port, request.bytes());
    }

    public static WireResponse send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            long start = System.nanoTime();
            write(socket, request);
            byte[] answer = readAll(socket.getInputStream());
            return WireResponse.read(answer, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Who refuses a request early may close the connection while it is still being sent.
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException refused) {
            // The answer tells why.
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
            // A reset after the answer takes nothing from it.
        }
        return all.toByteArray();
    }
}
