package dev.quadrille.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The response to a raw request, which client libraries might not be able to send.
///
/// @param head status line and headers
record RawHttp(List<String> head, String body) {

    /// Sends a request with these lines as its head, encoded in ISO 8859-1, and a body.
    static RawHttp send(int port, List<String> lines, String body) {
        String text =
                String.join("\r\n", lines)
                        + "\r\nHost: test\r\nConnection: close\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            byte[] response = socket.getInputStream().readAllBytes();
            return read(new String(response, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawHttp read(String response) {
        String[] parts = response.split("\r\n\r\n", 2);
        return new RawHttp(List.of(parts[0].split("\r\n", -1)), parts[1]);
    }

    int status() {
        return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
    }

    /// Returns the value of the header; empty if it is missing.
    String header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ": ";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }
}
