package dev.quadrille.system.input;

import dev.quadrille.system.wire.WireRequest;
import java.util.List;

/// Requests with one hostile header.
final class HostileHeaders {

    private HostileHeaders() {}

    /// Valid requests that must be rejected because of one header.
    static List<HostileRequest> rejected(WireRequest to) {
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
                header(to.with("Host: a"), "Host: other", 400),
                header(to, "Expect: miracles", 400),
                header(to, "X-Long: " + "a".repeat(20_000), 400, 431),
                header(to, "Cookie: " + "a=b;".repeat(1000), 400),
                header(to, "X-NUL: a\u0000b", 400),
                header(to, "X(Name): a", 400),
                header(to, "X-Name : a", 400),
                header(to, "no colon", 400),
                header(to, "\u0001: a", 400),
                HostileRequest.of(to.line() + " with 300 headers", withManyHeaders(to), 400, 431));
    }

    private static WireRequest withManyHeaders(WireRequest to) {
        WireRequest request = to;
        for (int i = 0; i < 300; i++) {
            request = request.with("X-" + i + ": a");
        }
        return request;
    }

    /// Preconditions that the stored product does not meet.
    static List<HostileRequest> preconditions(WireRequest to) {
        return List.of(
                header(to, "If-Match: \"stale\"", 412),
                header(to, "If-Match: stale", 400),
                header(to, "If-None-Match: *", 412));
    }

    /// Headers that the system ignores: an unknown order stays a 404.
    static List<HostileRequest> ignored() {
        return List.of(
                ignored("If-None-Match: garbage"),
                ignored("If-None-Match: " + "\"".repeat(5000)),
                ignored("If-Modified-Since: yesterday"),
                ignored("If-Match: a"),
                ignored("Accept: application/json;charset=utf-16"),
                ignored("Accept: application/json;x=\"<script>\""),
                ignored("User-Agent: \u00c3\u009cberpr\u00c3\u00bcfer/1.0"),
                ignored("Referer: \u0080\u009f\u00ff"),
                ignored("Range: bytes=9-1"),
                ignored("Prefer: wait=abc"),
                ignored("Prefer: wait=-1"),
                ignored("Prefer: wait=1e9"),
                ignored("Prefer: wait="),
                ignored("Prefer: wait=0"),
                ignored("Prefer: " + ",".repeat(5000)),
                ignored("Prefer: wait=0" + ";a".repeat(2000)),
                ignored("traceparent: 00-garbage"),
                ignored("traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01"),
                ignored("traceparent: <script>"),
                ignored("tracestate: " + "a=b,".repeat(1000)),
                ignored("baggage: " + "a=b,".repeat(1000)),
                ignored("Accept-Language: " + "x".repeat(5000)),
                ignored("Accept-Charset: none"),
                ignored("X-HTTP-Method-Override: DELETE"),
                ignored("X-Forwarded-For: 6.6.6.6"),
                ignored("X-Forwarded-Prefix: /evil"),
                ignored("X-Original-URL: /actuator/env"),
                ignored("X-Rewrite-URL: /actuator/env"),
                ignored("Connection: close, Authorization"),
                ignored("Upgrade: h2c"),
                ignored("Cookie: " + "a=b;".repeat(100)),
                ignored("Origin: null"));
    }

    private static HostileRequest ignored(String header) {
        return header(HostileRequests.reading(), header, 404);
    }

    static HostileRequest header(WireRequest to, String header, Integer... statuses) {
        return HostileRequest.of(to.line() + " with " + header, to.with(header), statuses);
    }
}
