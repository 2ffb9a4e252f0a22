package dev.quadrille.system.access;

import static dev.quadrille.system.deployment.Purchase.aPurchase;

import dev.quadrille.system.access.AccessTable.AccessRow;
import dev.quadrille.system.deployment.Purchase;
import dev.quadrille.system.wire.WireRequest;
import java.util.UUID;

/// A valid request for each route, so that only the caller can be a reason for a rejection.
final class SampleRequests {

    /// A product that no other test orders.
    static final String SKU = "ACCESS-TABLE-MUG";

    static final String PRODUCT =
            """
            {"name":"Mug of the access table","price":{"amount":1990,"currency":"EUR"}}\
            """;

    private static final Purchase PURCHASE = aPurchase().of(1, "TAMPER");

    /// A range without orders; a product name too.
    private static final String AUDIT_RANGE =
            "?after=%1$s&through=%1$s&limit=1".formatted(new UUID(0, 0));

    private final String orderId;

    SampleRequests(String orderId) {
        this.orderId = orderId;
    }

    WireRequest of(AccessRow row) {
        AccessRoute route = row.route();
        String method = route.method().equals(AccessRoute.ANY) ? "GET" : route.method();
        String path =
                route.path()
                        .replace("{id}", orderId)
                        .replace("{sku}", SKU)
                        .replace("{name}", "openapi.json")
                        .replace("{service}", row.service())
                        .replace("{fault}", faultOf(row.service()))
                        .replace("{key}", UUID.randomUUID().toString())
                        .replaceFirst("^/internal/audit/.*", "$0" + AUDIT_RANGE);
        return withBody(route, WireRequest.of(method + " " + path));
    }

    private static WireRequest withBody(AccessRoute route, WireRequest request) {
        return switch (route.toString()) {
            case "POST /api/orders" -> keyed(request).sending(PURCHASE.json());
            case "POST /api/stock/{sku}/deliveries" -> keyed(request).sending("{\"quantity\":1}");
            case "PUT /api/products/{sku}" -> request.sending(PRODUCT);
            case "PUT /api/chaos/{service}/{fault}", "PUT /internal/chaos/{fault}" ->
                    request.sending("{\"delayMillis\":0,\"seconds\":1}");
            case "POST /charges" -> request.sending(charge());
            case "POST /oauth2/token" -> form(request);
            default -> request;
        };
    }

    /// A fault without an effect: its delay is zero.
    private static String faultOf(String service) {
        return service.equals("provider") ? "latency" : "http-latency";
    }

    private static WireRequest keyed(WireRequest request) {
        return request.with("Idempotency-Key: " + UUID.randomUUID());
    }

    private static WireRequest form(WireRequest request) {
        return request.with("Content-Type: application/x-www-form-urlencoded")
                .sending("grant_type=client_credentials");
    }

    /// A charge that the provider declines.
    private static String charge() {
        return """
        {"key":"%s","method":"pm_declined","amount":1,"currency":"EUR"}\
        """
                .formatted(UUID.randomUUID());
    }
}
