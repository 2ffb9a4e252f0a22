package dev.quadrille.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// Client that sends and reads only what a test requests.
final class SlowClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    SlowClient(int port) throws IOException {
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    SlowClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /// Sends one more byte. Returns whether the gateway has closed the connection.
    boolean isClosedAfterOneMoreByte() throws IOException {
        try {
            send("a");
        } catch (IOException broken) {
            return true;
        }
        return isClosed();
    }

    /// Reads up to 1 KB. Returns whether the gateway has closed the connection.
    private boolean isClosed() throws IOException {
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

    String received() {
        return received.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
