package dev.quadrille.system.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A raw HTTP request. Missing parts get the values of a well-behaved client.
public final class WireRequest {

    private final String line;
    private final List<String> headers;
    private final byte[] body;

    private WireRequest(String line, List<String> headers, byte[] body) {
        this.line = line;
        this.headers = headers;
        this.body = body;
    }

    /// Creates a request from `GET /api/stock`, or from a full request line with its version.
    public static WireRequest of(String line) {
        return new WireRequest(line, List.of(), new byte[0]);
    }

    public String line() {
        return line;
    }

    /// Returns the request with one more header, such as `Accept: text/html`. An empty value
    /// removes the header.
    public WireRequest with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new WireRequest(line, List.copyOf(more), body);
    }

    /// Returns the request with an encoded query.
    public WireRequest query(String query) {
        return new WireRequest(line + (line.contains("?") ? "&" : "?") + query, headers, body);
    }

    public WireRequest as(String token) {
        return token.isEmpty() ? this : with("Authorization: Bearer " + token);
    }

    public WireRequest sending(byte[] bytes) {
        return new WireRequest(line, headers, bytes);
    }

    public WireRequest sending(String json) {
        return sending(json.getBytes(UTF_8));
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(line);
        head.append(line.matches(".* HTTP/\\S+") ? "" : " HTTP/1.1").append("\r\n");
        add(head, "Host", "quadrille");
        add(head, "Connection", "close");
        if (body.length > 0) {
            add(head, "Content-Type", "application/json");
        }
        if (body.length > 0 && !has("Transfer-Encoding")) {
            add(head, "Content-Length", Integer.toString(body.length));
        }
        headers.stream()
                .filter(header -> !header.endsWith(":"))
                .forEach(header -> head.append(header).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private void add(StringBuilder head, String name, String value) {
        if (!has(name)) {
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private boolean has(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream().anyMatch(it -> it.toLowerCase(Locale.ROOT).startsWith(prefix));
    }
}
