package dev.quadrille.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.system.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;

/// Hostile request lines: addresses, methods and malformed requests.
final class HostileAddresses {

    private static final List<String> METHODS =
            List.of(
                    "TRACE",
                    "CONNECT",
                    "PROPFIND",
                    "PATCH",
                    "get",
                    "G@T",
                    "GET\u0000",
                    "A".repeat(9000));

    private HostileAddresses() {}

    /// Malformed, encoded and unmapped addresses.
    static List<HostileRequest> unmapped() {
        return List.of(
                get("/api/orders/%00", 400, 404),
                get("/api/orders/%", 400),
                get("/api/orders/%zz", 400),
                get("/api/orders/%c0%ae%c0%ae", 400, 404),
                get("/api/orders/%ff", 400, 404),
                get("/api/orders/..%2f..%2fetc%2fpasswd", 400, 404),
                get("/api/orders/../../etc/passwd", 400, 404),
                get("/api/orders/..\\..\\etc", 400),
                get("/api/orders/" + "a".repeat(7000), 404),
                get("/api/orders/" + "a".repeat(30_000), 400, 414),
                get("/api/orders/1-1-1-1-1", 404),
                get("/api/orders/{id}", 400),
                get("/api/orders/a|b", 400),
                get("/api/orders/a b", 400),
                get("/api/orders/\u00e4", 400),
                get("/api/orders/%0d%0aSet-Cookie:%20evil=1", 400, 404),
                get("/api/orders/a\rSet-Cookie: evil=1", 400),
                get("/api/orders/" + HostileRequests.UNKNOWN_ORDER + "#a", 400),
                get("/api/orders/" + HostileRequests.UNKNOWN_ORDER + "/timeline/..", 400, 404),
                get("/api/orders/" + HostileRequests.UNKNOWN_ORDER + ";jsessionid=1", 400, 404),
                get("/api/stock/' or 1=1 --", 400),
                get("/api/stock/'%20or%201=1%20--", 400, 404),
                get("/api/stock/%3Cscript%3Ealert(1)%3C%2Fscript%3E", 400, 404),
                get("/api/stock/%E2%80%AE", 404),
                get("/api/stock/${jndi:ldap:%2f%2f127.0.0.1%2fa}", 400, 404),
                get("/api/stock/%24%7Bjndi:ldap:a%7D", 404),
                get("/api/stock/tamper", 404),
                get("/api/stock/TAMPER/", 404),
                get("/api/stock/" + "A".repeat(41), 404),
                get("/API/stock", 404),
                get("//api/stock", 400, 404),
                get("/api//stock", 400, 404),
                get("/api/stock.json", 404),
                get("/api/dead-letters/order/1", 405),
                get("/api/dead-letters/..%2forders", 400, 404),
                get("http://evil.example/api/orders", 400),
                get("*", 400),
                get("api/orders", 400),
                get("/api/orders/1?a=%C3", 400, 404),
                get("/api/orders/1?a=%zz", 400, 404),
                get("/api/orders/1?" + "a".repeat(30_000), 400, 414),
                get("/api/orders/1?" + "a=1&".repeat(2000), 400, 404));
    }

    private static HostileRequest get(String address, Integer... statuses) {
        return HostileRequest.of("GET " + address, WireRequest.of("GET " + address), statuses);
    }

    /// Unsupported methods on each of the paths.
    static List<HostileRequest> methods(List<String> paths) {
        List<HostileRequest> all = new ArrayList<>();
        for (String path : paths) {
            String address = path.replaceAll("\\{\\w+}", "1");
            for (String method : METHODS) {
                all.add(
                        HostileRequest.of(
                                method + " " + path,
                                WireRequest.of(method + " " + address),
                                400,
                                404,
                                405));
            }
        }
        return all;
    }

    /// Malformed requests, sent as raw bytes and without a token.
    static List<byte[]> malformed() {
        return List.of(
                bytes("GET /api/stock HTTP/2.0\r\nHost: a\r\n\r\n"),
                bytes("GET /api/stock HTTP/1.1\r\n\r\n"),
                bytes("GET /api/stock HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
                bytes("GET /api/stock\u0001HTTP/1.1\r\nHost: a\r\n\r\n"),
                bytes("GET  /api/stock HTTP/1.1 \r\nHost: a\r\n\r\n"),
                bytes("\u0000\u0001\u0002\r\n\r\n"),
                bytes("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
                bytes("SSH-2.0-OpenSSH_9.9\r\n\r\n"),
                bytes("{\"items\":[]}\r\n\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
