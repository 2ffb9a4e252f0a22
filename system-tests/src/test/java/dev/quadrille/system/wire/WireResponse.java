package dev.quadrille.system.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The response up to the end of the connection.
///
/// @param status 0 if the response is not HTTP/1.1
/// @param headers the header lines of the final response
public record WireResponse(int status, List<String> headers, String body, Duration took) {

    private static final String END_OF_HEAD = "\r\n\r\n";

    static WireResponse read(byte[] bytes, Duration took) {
        String text = new String(bytes, ISO_8859_1);
        int start = text.startsWith("HTTP/1.1 100") ? text.indexOf(END_OF_HEAD) + 4 : 0;
        int end = text.indexOf(END_OF_HEAD, start);
        if (end < 0 || !text.startsWith("HTTP/1.1 ", start)) {
            return new WireResponse(0, List.of(), text, took);
        }
        List<String> head = Arrays.asList(text.substring(start, end).split("\r\n", -1));
        int status = Integer.parseInt(head.getFirst().substring(9, 12));
        WireResponse raw =
                new WireResponse(
                        status, head.subList(1, head.size()), text.substring(end + 4), took);
        String body = raw.header("Transfer-Encoding").isEmpty() ? raw.body : unchunked(raw.body);
        return new WireResponse(
                status, raw.headers, new String(body.getBytes(ISO_8859_1), UTF_8), took);
    }

    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        int at = 0;
        while (true) {
            int line = body.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(body.substring(at, line).strip(), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(body, line + 2, Math.min(body.length(), line + 2 + size));
            at = line + 2 + size + 2;
        }
    }

    /// Returns the value of the header, or an empty text.
    public String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .findFirst()
                .orElse("");
    }
}
