package dev.quadrille.system.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An HTTP request whose target and headers are sent unchecked.
///
/// @param target path and query, encoded
@SuppressWarnings("ArrayRecordComponent") // the array is never compared
public record RawRequest(
        String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final int MAX_SHOWN = 2_000;

    public RawRequest {
        headers = List.copyOf(headers);
    }

    public static RawRequest of(String method, String target) {
        return new RawRequest(method, target, List.of(), new byte[0]);
    }

    public RawRequest with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new RawRequest(method, target, more, body);
    }

    public RawRequest with(String text) {
        return new RawRequest(method, target, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
        headers.forEach(
                it -> head.append("\r\n").append(it.getKey()).append(": ").append(it.getValue()));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("\r\nContent-Length: ").append(body.length);
        }
        byte[] start = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /// Returns a command that repeats the request; a long body is truncated.
    public String curl(String url) {
        StringBuilder curl =
                new StringBuilder("curl -i -X " + method + " '" + url + quoted(target) + "'");
        headers.forEach(
                it -> curl.append(" -H '" + quoted(it.getKey() + ": " + it.getValue()) + "'"));
        if (body.length > 0) {
            String text = new String(body, StandardCharsets.UTF_8);
            String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
            curl.append(" --data-binary '" + quoted(shown) + "'");
        }
        return curl.toString();
    }

    private static String quoted(String text) {
        return text.replace("'", "'\\''");
    }
}
