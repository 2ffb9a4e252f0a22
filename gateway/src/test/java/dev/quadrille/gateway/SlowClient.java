package dev.quadrille.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A client that sends and reads no more than it is told to.
final class SlowClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    SlowClient(int port) throws IOException {
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    SlowClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Sends one more byte and tells whether the gateway has ended the connection.
    boolean isEndedAfterOneMoreByte() throws IOException {
        try {
            send("a");
        } catch (IOException broken) {
            return true;
        }
        return isEnded();
    }

    /// Whether the gateway has ended the connection. Reads a kilobyte.
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

    String seen() {
        return seen.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
