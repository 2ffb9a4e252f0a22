package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A customer of the system.
public final class Customer {

    private final Api api;
    private final String name;

    Customer(Api api, String name) {
        this.api = api;
        this.name = name;
    }

    /// Places an order, which the system must accept.
    public PlacedOrder place(Purchase purchase) {
        return accepted(submit(purchase, UUID.randomUUID().toString()));
    }

    /// Places an order with a `traceparent` header.
    public PlacedOrder placeInTrace(String traceparent, Purchase purchase) {
        return accepted(
                api.post(
                        name,
                        "/api/orders",
                        purchase.json(),
                        "Idempotency-Key",
                        UUID.randomUUID().toString(),
                        "traceparent",
                        traceparent));
    }

    private PlacedOrder accepted(Api.ApiReply response) {
        assertThat(response.status()).as("%s", response.body()).isEqualTo(202);
        return placed(response.body());
    }

    /// Reads the ids of all orders of the customer, newest first, page by page.
    public List<String> orders(int perPage) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            Api.ApiReply page = api.get(name, "/api/orders?limit=" + perPage + cursor);
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            page.body().path("orders").forEach(it -> ids.add(it.path("orderId").asString()));
            if (page.body().path("next").isNull()) {
                return ids;
            }
            cursor = "&cursor=" + page.body().path("next").asString();
        }
    }

    /// Reads a confirmed order, its timeline and the order list; all must be complete.
    public void assertReadable(PlacedOrder order) {
        String path = "/api/orders/" + order.id();
        assertThat(read(path).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(order.events()).hasSize(5);
        assertThat(read("/api/orders?limit=5").path("orders")).isNotEmpty();
    }

    private JsonNode read(String path) {
        Api.ApiReply response = api.get(name, path);
        assertThat(response.status()).as("%s: %s", path, response.body()).isEqualTo(200);
        return response.body();
    }

    Api.ApiReply submit(Purchase purchase, String key) {
        return api.post(name, "/api/orders", purchase.json(), "Idempotency-Key", key);
    }

    PlacedOrder placed(JsonNode body) {
        return new PlacedOrder(
                api,
                name,
                body.path("orderId").asString(),
                body.path("total").path("amount").asLong());
    }
}
