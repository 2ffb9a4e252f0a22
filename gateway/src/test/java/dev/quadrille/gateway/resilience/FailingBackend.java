package dev.quadrille.gateway.resilience;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service on plain sockets that fails on demand. It answers one request per connection.
final class FailingBackend implements AutoCloseable {

    private static final String OK_HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";
    private static final String ENDLESS = "Content-Length: 1000000\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    enum Mode {
        OK,
        SLOW,
        FROZEN,
        REFUSED,
        SERVER_ERROR,
        NOT_FOUND,
        LOAD_SHEDDING,
        HANG_AFTER_HEADERS,
        RESET_IN_BODY,
        TRICKLING_HEAD,
        TRICKLING_BODY,
        TRICKLING_ERROR
    }

    private final int port;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket server;
    private volatile Function<String, Mode> mode = _ -> Mode.OK;

    FailingBackend() {
        server = listen(0);
        port = server.getLocalPort();
    }

    private ServerSocket listen(int onPort) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 200);
            Thread.ofVirtual().start(() -> acceptAll(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(ServerSocket socket) {
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The backend refuses connections, or the test is over.
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    void set(Mode newMode) {
        setByRequest(_ -> newMode);
        boolean refuse = newMode == Mode.REFUSED;
        try {
            if (refuse) {
                server.close();
                // The socket is closed when the accepting thread has ended.
                await().until(() -> !acceptsConnections());
            } else if (server.isClosed()) {
                server = listen(port);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean acceptsConnections() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Chooses the behavior by the head and body of the request. Forgets the requests so far, and
    /// ends those in progress.
    void setByRequest(Function<String, Mode> newMode) {
        mode = newMode;
        open.forEach(FailingBackend::close);
        open.clear();
        received.clear();
    }

    /// Heads and bodies of the requests.
    List<String> received() {
        return received;
    }

    private void serve(Socket connection) {
        try (connection) {
            String request = read(connection.getInputStream());
            if (!request.isEmpty()) {
                received.add(request);
                respond(connection, mode.apply(request));
            }
        } catch (IOException disconnected) {
            // The gateway has closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(head.toString(ISO_8859_1));
        if (length.find()) {
            head.write(in.readNBytes(Integer.parseInt(length.group(1))));
        } else if (head.toString(ISO_8859_1).toLowerCase(Locale.ROOT).contains("chunked")) {
            while (!head.toString(ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
                head.write(in.read());
            }
        }
        return head.toString(ISO_8859_1);
    }

    private static void respond(Socket connection, Mode mode)
            throws IOException, InterruptedException {
        switch (mode) {
            case OK -> write(connection, OK_HEAD + CLOSE + "{}");
            case SLOW -> {
                Thread.sleep(1000);
                write(connection, OK_HEAD + CLOSE + "{}");
            }
            case REFUSED -> {}
            case FROZEN -> connection.getInputStream().read();
            case SERVER_ERROR ->
                    write(connection, "HTTP/1.1 500 Error\r\nContent-Length: 0\r\n" + CLOSE);
            case NOT_FOUND ->
                    write(connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n" + CLOSE);
            case LOAD_SHEDDING ->
                    write(
                            connection,
                            "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n" + CLOSE);
            case HANG_AFTER_HEADERS -> {
                write(connection, OK_HEAD + CLOSE);
                connection.getInputStream().read();
            }
            case RESET_IN_BODY -> {
                write(connection, OK_HEAD + CLOSE + "{");
                // Closing now sends a reset.
                connection.setSoLinger(true, 0);
            }
            case TRICKLING_HEAD -> {
                write(connection, OK_HEAD + "X-Endless: ");
                trickle(connection);
            }
            case TRICKLING_BODY -> {
                write(connection, "HTTP/1.1 200 OK\r\n" + ENDLESS + CLOSE);
                trickle(connection);
            }
            case TRICKLING_ERROR -> {
                write(connection, "HTTP/1.1 500 Error\r\n" + ENDLESS + CLOSE);
                trickle(connection);
            }
        }
    }

    /// Sends single bytes, until the gateway closes the connection.
    private static void trickle(Socket connection) throws IOException, InterruptedException {
        while (true) {
            write(connection, "x");
            Thread.sleep(100);
        }
    }

    private static void write(Socket connection, String response) throws IOException {
        connection.getOutputStream().write(response.getBytes(ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        set(Mode.REFUSED);
    }
}
