package dev.quadrille.platform.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A client that sends exactly the bytes it is told to, and no more.
final class RawSocketClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    RawSocketClient(int port) throws IOException {
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    RawSocketClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Sends one more byte and tells whether the server has ended the connection.
    boolean isEndedAfter(String trickle) throws IOException {
        try {
            send(trickle);
        } catch (IOException broken) {
            return true;
        }
        return isEnded();
    }

    /// Whether the server has ended the connection; what it sent before can be read afterwards.
    boolean isEnded() throws IOException {
        socket.setSoTimeout(1);
        try {
            byte[] bytes = new byte[1024];
            int read = socket.getInputStream().read(bytes);
            seen.write(bytes, 0, Math.max(0, read));
            return read < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /// What has come so far.
    String seen() {
        return seen.toString(ISO_8859_1);
    }

    /// Reads on until this has come.
    void expect(String text) throws IOException {
        socket.setSoTimeout(10_000);
        while (!seen().contains(text)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("the connection ended after: " + seen());
            }
            seen.write(next);
        }
        seen.reset();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
