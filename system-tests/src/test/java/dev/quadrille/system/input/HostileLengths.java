package dev.quadrille.system.input;

import dev.quadrille.system.wire.WireRequest;
import java.util.List;

/// Bodies whose length is declared wrongly, twice or never.
final class HostileLengths {

    private HostileLengths() {}

    static List<HostileRequest> rejected(WireRequest to, String body) {
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
                chunked(to, "an incomplete chunk", "ff\r\n{"),
                HostileRequest.of(
                        to.line() + " with endless chunks",
                        to.with("Transfer-Encoding: chunked")
                                .sending(("1000\r\n" + " ".repeat(0x1000) + "\r\n").repeat(70)),
                        413));
    }

    private static HostileRequest length(
            WireRequest to, String body, String header, Integer... statuses) {
        return HostileHeaders.header(to.sending(body), header, statuses);
    }

    private static HostileRequest chunked(WireRequest to, String name, String chunks) {
        return HostileRequest.of(
                to.line() + " in chunks with " + name,
                to.with("Transfer-Encoding: chunked").sending(chunks),
                400);
    }
}
