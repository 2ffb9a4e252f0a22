package dev.quadrille.platform.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A client that sends exactly the given bytes.
final class RawSocketClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    RawSocketClient(int port) throws IOException {
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    RawSocketClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Sends a text and returns whether the server has closed the connection.
    boolean isClosedAfter(String text) throws IOException {
        try {
            send(text);
        } catch (IOException broken) {
            return true;
        }
        return isClosed();
    }

    /// Returns whether the server has closed the connection. Bytes that it sent before can be read
    /// afterwards.
    boolean isClosed() throws IOException {
        socket.setSoTimeout(1);
        try {
            byte[] bytes = new byte[1024];
            int read = socket.getInputStream().read(bytes);
            received.write(bytes, 0, Math.max(0, read));
            return read < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /// Returns the bytes received since the last {@link #expect}.
    String received() {
        return received.toString(ISO_8859_1);
    }

    /// Reads until the received bytes contain the text.
    void expect(String text) throws IOException {
        socket.setSoTimeout(10_000);
        while (!received().contains(text)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("the connection was closed after: " + received());
            }
            received.write(next);
        }
        received.reset();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
