package dev.quadrille.system.input;

import dev.quadrille.system.wire.WireRequest;
import java.util.List;

/// Malformed idempotency keys.
final class HostileKeys {

    private HostileKeys() {}

    static List<HostileRequest> rejected(WireRequest to) {
        return List.of(
                HostileHeaders.header(to, "Idempotency-Key:", 400),
                HostileHeaders.header(to, "Idempotency-Key: ", 400),
                HostileHeaders.header(to, "Idempotency-Key: \"\"", 400),
                HostileHeaders.header(to, "Idempotency-Key: a b", 400),
                HostileHeaders.header(to, "Idempotency-Key: a\tb", 400),
                HostileHeaders.header(to, "Idempotency-Key: \"a", 400),
                HostileHeaders.header(to, "Idempotency-Key: \"a\"b\"", 400),
                HostileHeaders.header(to, "Idempotency-Key: " + "k".repeat(256), 400),
                HostileHeaders.header(to, "Idempotency-Key: " + "k".repeat(10_000), 400),
                HostileHeaders.header(to, "Idempotency-Key: \u00e4", 400),
                HostileHeaders.header(to, "Idempotency-Key: \u0084", 400),
                HostileHeaders.header(to, "Idempotency-Key: a\u0001b", 400),
                HostileHeaders.header(to, "Idempotency-Key: a\r\n b", 400),
                HostileHeaders.header(to.with("Idempotency-Key: a"), "Idempotency-Key: b", 400));
    }
}
