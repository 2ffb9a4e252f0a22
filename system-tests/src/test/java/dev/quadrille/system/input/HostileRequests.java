package dev.quadrille.system.input;

import dev.quadrille.local.Component;
import dev.quadrille.system.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The hostile commands, assembled from the tables of bodies, headers, keys and lengths. Each
/// states its expected statuses.
final class HostileRequests {

    static final String SKU = "TAMPER";

    static final String UNKNOWN_ORDER = "01920000-0000-7000-8000-0000000000aa";

    static final String ORDER =
            """
            {"items":[{"sku":"TAMPER","quantity":7}],"payment":{"method":"pm_ok"},\
            "shipTo":{"name":"Alice","street":"Ring 1","city":"Vienna","postalCode":"1010","country":"AT"}}\
            """;

    static final String PRODUCT =
            """
            {"name":"Alice","price":{"amount":7,"currency":"EUR"}}\
            """;

    private static final String DELIVERY = "{\"quantity\":7}";

    private HostileRequests() {}

    static WireRequest placing() {
        return keyed(WireRequest.of("POST /api/orders"));
    }

    static WireRequest writing() {
        return WireRequest.of("PUT /api/products/" + SKU);
    }

    private static WireRequest delivering() {
        return keyed(WireRequest.of("POST /api/stock/" + SKU + "/deliveries"));
    }

    private static WireRequest keyed(WireRequest request) {
        return request.with("Idempotency-Key: " + UUID.randomUUID());
    }

    static WireRequest reading() {
        return WireRequest.of("GET /api/orders/" + UNKNOWN_ORDER);
    }

    /// Commands of a customer, for the gateway and for order-service directly.
    static List<HostileRequest> orders() {
        List<HostileRequest> all = new ArrayList<>(bodies(placing(), ORDER, true));
        all.addAll(InvalidCommands.orders());
        all.addAll(HostileHeaders.rejected(placing().sending(ORDER)));
        all.addAll(HostileKeys.rejected(WireRequest.of("POST /api/orders").sending(ORDER)));
        all.addAll(HostileLengths.rejected(placing(), ORDER));
        return all;
    }

    /// Commands of an operator, for the gateway and for inventory-service directly.
    static List<HostileRequest> commandsToInventory() {
        List<HostileRequest> all = new ArrayList<>(bodies(writing(), PRODUCT, true));
        all.addAll(bodies(delivering(), DELIVERY, false));
        all.addAll(HostileHeaders.rejected(delivering().sending(DELIVERY)));
        all.addAll(
                HostileKeys.rejected(
                        WireRequest.of("POST /api/stock/" + SKU + "/deliveries")
                                .sending(DELIVERY)));
        all.addAll(HostileLengths.rejected(delivering(), DELIVERY));
        all.addAll(HostileHeaders.preconditions(writing().sending(PRODUCT)));
        all.addAll(InvalidCommands.products());
        return all;
    }

    private static List<HostileRequest> bodies(WireRequest to, String valid, boolean hasText) {
        HostileBodies bodies = new HostileBodies(valid);
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

    /// The service that executes the command.
    static Component serviceOf(HostileRequest hostile) {
        return hostile.request().line().contains("/api/orders")
                ? Component.ORDER_SERVICE
                : Component.INVENTORY_SERVICE;
    }
}
