package dev.quadrille.system.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quadrille.local.Component;
import dev.quadrille.system.wire.WireRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// The table of what is sent to the shop to do it harm, and with what it may be answered.
final class HostileRequests {

    static final String SKU = "TAMPER";

    private static final String UNKNOWN_ORDER = "01920000-0000-7000-8000-0000000000aa";

    private static final String ORDER =
            """
            {"items":[{"sku":"TAMPER","quantity":7}],"payment":{"method":"pm_ok"},\
            "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"AT"}}\
            """;

    private static final String PRODUCT =
            """
            {"name":"Alice","price":{"amount":7,"currency":"EUR"}}\
            """;

    private static final String DELIVERY = "{\"quantity\":7}";

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

    private HostileRequests() {}

    static WireRequest placing() {
        return keyed(WireRequest.of("POST /api/orders"));
    }

    private static WireRequest listing() {
        return WireRequest.of("PUT /api/products/" + SKU);
    }

    private static WireRequest delivering() {
        return keyed(WireRequest.of("POST /api/stock/" + SKU + "/deliveries"));
    }

    private static WireRequest keyed(WireRequest request) {
        return request.with("Idempotency-Key: " + UUID.randomUUID());
    }

    private static WireRequest reading() {
        return WireRequest.of("GET /api/orders/" + UNKNOWN_ORDER);
    }

    /// Commands of a customer: to the gateway, and to order-service past it.
    static List<HostileRequest> orders() {
        List<HostileRequest> all = new ArrayList<>(bodies(placing(), ORDER, true));
        all.addAll(refusedOrders());
        all.addAll(headers(placing().sending(ORDER)));
        all.addAll(keys(WireRequest.of("POST /api/orders").sending(ORDER)));
        all.addAll(lengths(placing(), ORDER));
        return all;
    }

    /// Commands of an operator: to the gateway, and to inventory-service past it.
    static List<HostileRequest> commandsToInventory() {
        List<HostileRequest> all = new ArrayList<>(bodies(listing(), PRODUCT, true));
        all.addAll(bodies(delivering(), DELIVERY, false));
        all.addAll(headers(delivering().sending(DELIVERY)));
        all.addAll(
                keys(WireRequest.of("POST /api/stock/" + SKU + "/deliveries").sending(DELIVERY)));
        all.addAll(lengths(delivering(), DELIVERY));
        all.add(product("another currency", PRODUCT.replace("EUR", "USD")));
        all.add(header(listing().sending(PRODUCT), "If-Match: \"stale\"", 412));
        all.add(header(listing().sending(PRODUCT), "If-Match: stale", 400));
        all.add(header(listing().sending(PRODUCT), "If-None-Match: *", 412));
        all.add(product("no currency", PRODUCT.replace("EUR", "EURO")));
        all.add(product("more than a million euros", PRODUCT.replace("7", "100000001")));
        return all;
    }

    private static HostileRequest product(String name, String body) {
        return HostileRequest.of("product with " + name, listing().sending(body), 400);
    }

    private static List<HostileRequest> bodies(WireRequest to, String good, boolean hasText) {
        HostileBodies bodies = new HostileBodies(good);
        List<HostileRequest> all = new ArrayList<>();
        bodies.all().forEach((name, body) -> all.add(body(to, name, body)));
        if (hasText) {
            bodies.inTexts().forEach((name, body) -> all.add(body(to, name, body)));
        }
        all.add(
                HostileRequest.of(
                        to.line() + " without a body", to.with("Content-Length: 0"), 400, 415));
        return all;
    }

    private static HostileRequest body(WireRequest to, String name, byte[] body) {
        return HostileRequest.of(to.line() + " with " + name, to.sending(body), 400);
    }

    private static List<HostileRequest> refusedOrders() {
        return List.of(
                order("an unknown SKU", ORDER.replace("TAMPER", "NO-SUCH-THING"), 422),
                order("a SKU of SQL", ORDER.replace("TAMPER", "' or 1=1 --"), 400),
                order("a long SKU", ORDER.replace("TAMPER", "A".repeat(41)), 400),
                order("an unknown method", ORDER.replace("pm_ok", "pm_free"), 422),
                order(
                        "a lookup as method",
                        ORDER.replace("pm_ok", "${jndi:ldap://127.0.0.1/a}"),
                        422),
                order("no country", ORDER.replace("\"AT\"", "\"XX\""), 400),
                order("a country in small letters", ORDER.replace("\"AT\"", "\"at\""), 400),
                order("a thousand pieces", ORDER.replace("7", "1000"), 400),
                order("no lines", ORDER.replaceFirst("\\[.*?]", "[]"), 400),
                order("null for a line", ORDER.replaceFirst("\\[.*?]", "[null]"), 400),
                order("51 lines", ORDER.replaceFirst("\\[.*?]", "[" + lines(51) + "]"), 400),
                order(
                        "1000 pieces in two lines",
                        ORDER.replaceFirst("\\[.*?]", "[" + lines(2) + "]"),
                        400));
    }

    private static String lines(int count) {
        return String.join(
                ",", Collections.nCopies(count, "{\"sku\":\"TAMPER\",\"quantity\":500}"));
    }

    private static HostileRequest order(String name, String body, int status) {
        return HostileRequest.of("order of " + name, placing().sending(body), status);
    }

    /// Of a request that is good but for one header.
    private static List<HostileRequest> headers(WireRequest to) {
        return List.of(
                header(to, "Content-Type: text/plain", 415),
                header(to, "Content-Type: application/xml", 415),
                header(to, "Content-Type: application/x-www-form-urlencoded", 415),
                header(to, "Content-Type: multipart/form-data", 415),
                header(to, "Content-Type: multipart/form-data; boundary=a", 415),
                header(to, "Content-Type: application/octet-stream", 415),
                header(to, "Content-Type: */*", 415),
                header(to, "Content-Type: application/*", 415),
                header(to, "Content-Type: garbage", 415),
                header(to, "Content-Type: application/json;charset=none", 415),
                header(to, "Content-Type:", 415),
                header(to.with("Content-Type: application/json"), "Content-Type: text/plain", 400),
                header(to, "Content-Encoding: gzip", 415),
                header(to, "Content-Encoding: none, gzip", 415),
                header(to, "Accept: application/xml", 406),
                header(to, "Accept: text/html;q=1", 406),
                header(to, "Accept: garbage", 406),
                header(to, "Accept: */*;q=2", 406),
                header(to, "Accept: text/html;charset=utf-16", 406),
                header(to, "Accept: application/json;q=0", 406),
                header(to, "Accept: " + "a/b,".repeat(1500), 406),
                header(to, "Authorization: Bearer a", 400),
                header(to, "Host: a b", 400),
                header(to.with("Host: shop"), "Host: other", 400),
                header(to, "Expect: miracles", 400),
                header(to, "X-Long: " + "a".repeat(20_000), 400, 431),
                header(to, "Cookie: " + "a=b;".repeat(1000), 400),
                header(to, "X-NUL: a\u0000b", 400),
                header(to, "X(Name): a", 400),
                header(to, "X-Name : a", 400),
                header(to, "no colon", 400),
                header(to, "\u0001: a", 400),
                HostileRequest.of(to.line() + " with 300 headers", many(to), 400, 431));
    }

    private static WireRequest many(WireRequest to) {
        WireRequest request = to;
        for (int i = 0; i < 300; i++) {
            request = request.with("X-" + i + ": a");
        }
        return request;
    }

    private static HostileRequest header(WireRequest to, String header, Integer... statuses) {
        return HostileRequest.of(to.line() + " with " + header, to.with(header), statuses);
    }

    private static List<HostileRequest> keys(WireRequest to) {
        return List.of(
                header(to, "Idempotency-Key:", 400),
                header(to, "Idempotency-Key: ", 400),
                header(to, "Idempotency-Key: \"\"", 400),
                header(to, "Idempotency-Key: a b", 400),
                header(to, "Idempotency-Key: a\tb", 400),
                header(to, "Idempotency-Key: \"a", 400),
                header(to, "Idempotency-Key: \"a\"b\"", 400),
                header(to, "Idempotency-Key: " + "k".repeat(256), 400),
                header(to, "Idempotency-Key: " + "k".repeat(10_000), 400),
                header(to, "Idempotency-Key: \u00e4", 400),
                header(to, "Idempotency-Key: \u0084", 400),
                header(to, "Idempotency-Key: a\u0001b", 400),
                header(to, "Idempotency-Key: a\r\n b", 400),
                header(to.with("Idempotency-Key: a"), "Idempotency-Key: b", 400));
    }

    /// How long a body is, told wrong, in two ways, or never.
    private static List<HostileRequest> lengths(WireRequest to, String body) {
        return List.of(
                length(to, body, "Content-Length: 100000", 400),
                length(to, body, "Content-Length: -1", 400),
                length(to, body, "Content-Length: +5", 400),
                length(to, body, "Content-Length: 0x5", 400),
                length(to, body, "Content-Length: 5, 5", 400),
                length(to, body, "Content-Length: " + "9".repeat(30), 400),
                length(to, body, "Content-Length: 262145", 413),
                length(to.with("Content-Length: 5"), body, "Content-Length: 6", 400),
                length(to.with("Content-Length: 5"), body, "Transfer-Encoding: chunked", 400),
                length(to, body, "Transfer-Encoding: magic", 400),
                length(to, body, "Transfer-Encoding: identity", 400),
                length(to, body, "Transfer-Encoding: gzip, chunked", 400),
                length(to, body, "Transfer-Encoding: chunked, chunked", 400),
                length(to, body, "Transfer-Encoding: \u000bchunked", 400),
                length(to, body, "Transfer-Encoding : chunked", 400),
                chunked(to, "no size", "magic\r\n" + body),
                chunked(to, "a size beyond a long", "f".repeat(20) + "\r\n" + body),
                chunked(to, "a negative size", "-1\r\n" + body),
                chunked(to, "no end", "2\r\n{ \r\n"),
                chunked(to, "half a chunk", "ff\r\n{"),
                HostileRequest.of(
                        to.line() + " with chunks without end",
                        to.with("Transfer-Encoding: chunked")
                                .sending(("1000\r\n" + " ".repeat(0x1000) + "\r\n").repeat(70)),
                        413));
    }

    private static HostileRequest length(
            WireRequest to, String body, String header, Integer... statuses) {
        return header(to.sending(body), header, statuses);
    }

    private static HostileRequest chunked(WireRequest to, String name, String chunks) {
        return HostileRequest.of(
                to.line() + " in chunks with " + name,
                to.with("Transfer-Encoding: chunked").sending(chunks),
                400);
    }

    /// Where nothing is, or nobody would look for it.
    static List<HostileRequest> addresses() {
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
                get("/api/orders/" + UNKNOWN_ORDER + "#a", 400),
                get("/api/orders/" + UNKNOWN_ORDER + "/timeline/..", 400, 404),
                get("/api/orders/" + UNKNOWN_ORDER + ";jsessionid=1", 400, 404),
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

    /// On every address that takes something else.
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

    /// What means nothing and is passed over: an order that nobody has placed stays unknown.
    static List<HostileRequest> oddities() {
        return List.of(
                odd("If-None-Match: garbage"),
                odd("If-None-Match: " + "\"".repeat(5000)),
                odd("If-Modified-Since: yesterday"),
                odd("If-Match: a"),
                odd("Accept: application/json;charset=utf-16"),
                odd("Accept: application/json;x=\"<script>\""),
                odd("User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer/1.0"),
                odd("Referer: \u0080\u009f\u00ff"),
                odd("Range: bytes=9-1"),
                odd("Prefer: wait=abc"),
                odd("Prefer: wait=-1"),
                odd("Prefer: wait=1e9"),
                odd("Prefer: wait="),
                odd("Prefer: wait=0"),
                odd("Prefer: " + ",".repeat(5000)),
                odd("Prefer: wait=0" + ";a".repeat(2000)),
                odd("traceparent: 00-garbage"),
                odd("traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"),
                odd("traceparent: <script>"),
                odd("tracestate: " + "a=b,".repeat(1000)),
                odd("baggage: " + "a=b,".repeat(1000)),
                odd("Accept-Language: " + "x".repeat(5000)),
                odd("Accept-Charset: none"),
                odd("X-HTTP-Method-Override: DELETE"),
                odd("X-Forwarded-For: 6.6.6.6"),
                odd("X-Forwarded-Prefix: /evil"),
                odd("X-Original-URL: /actuator/env"),
                odd("X-Rewrite-URL: /actuator/env"),
                odd("Connection: close, Authorization"),
                odd("Upgrade: h2c"),
                odd("Cookie: " + "a=b;".repeat(100)),
                odd("Origin: null"));
    }

    private static HostileRequest odd(String header) {
        return header(reading(), header, 404);
    }

    /// What is hardly a request. Whoever sends it has not said who they are.
    static List<byte[]> noise() {
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

    /// Where a command goes past the gateway.
    static Component serviceOf(HostileRequest hostile) {
        return hostile.request().line().contains("/api/orders")
                ? Component.ORDER_SERVICE
                : Component.INVENTORY_SERVICE;
    }
}
