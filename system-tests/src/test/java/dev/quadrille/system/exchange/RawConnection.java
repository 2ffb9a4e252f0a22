package dev.quadrille.system.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A connection to the gateway, for one thread. It sends malformed requests, which HTTP client
/// libraries reject.
public final class RawConnection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 40_000;

    private final URI gateway;
    private @Nullable Connection open;

    public RawConnection(String url) {
        this.gateway = URI.create(url);
    }

    /// Sends the request and reads the response. If the gateway has closed the connection, the
    /// request is sent again over a new one.
    public Reply send(RawRequest request) {
        boolean fresh = open == null;
        try {
            return exchange(connection(), request);
        } catch (IOException e) {
            close();
            if (fresh) {
                throw new UncheckedIOException(e);
            }
            return send(request);
        }
    }

    private Reply exchange(Connection connection, RawRequest request) throws IOException {
        try {
            connection.write(request.bytes(gateway.getAuthority()));
        } catch (IOException e) {
            // The gateway may reject a large body before it has read all of it.
            Reply early = read(connection.responses());
            close();
            return early;
        }
        return read(connection.responses());
    }

    private Connection connection() throws IOException {
        Connection connection = open;
        if (connection == null) {
            connection = Connection.to(gateway);
            open = connection;
        }
        return connection;
    }

    private Reply read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        Map<String, List<String>> headers = headers(in);
        byte[] body = body(in, status, headers);
        if (headers.getOrDefault("connection", List.of()).contains("close")) {
            close();
        }
        return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(InputStream in) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, int status, Map<String, List<String>> headers)
            throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks(in);
        }
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.get("content-length").getFirst()));
        }
        return status == 204 || status == 304 ? new byte[0] : in.readAllBytes();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the gateway closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Connection connection = open;
        open = null;
        if (connection != null) {
            connection.close();
        }
    }

    private record Connection(Socket socket, InputStream responses) {

        static Connection to(URI gateway) throws IOException {
            Socket socket = new Socket(gateway.getHost(), gateway.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new Connection(socket, new BufferedInputStream(socket.getInputStream()));
        }

        void write(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
