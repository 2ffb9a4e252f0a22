package dev.quadrille.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/// Client that sends and reads only what a test requests, without interpreting it.
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
        return isClosedAfter("a");
    }

    /// Sends the text. Returns whether the gateway has closed the connection.
    boolean isClosedAfter(String text) throws IOException {
        try {
            send(text);
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

    /// Ends the stream of requests. Returns all that the gateway sends until it closes the
    /// connection.
    String finish() throws IOException {
        socket.setSoTimeout(30_000);
        socket.shutdownOutput();
        return readToEnd();
    }

    /// Returns all that the gateway sends until it closes the connection.
    String readToEnd() throws IOException {
        socket.setSoTimeout(30_000);
        byte[] bytes = new byte[8 * 1024];
        try {
            for (int read = 0; read >= 0; read = socket.getInputStream().read(bytes)) {
                received.write(bytes, 0, read);
            }
        } catch (SocketException reset) {
            // The gateway closed the connection before it had received everything.
        }
        return received();
    }

    String received() {
        return received.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
