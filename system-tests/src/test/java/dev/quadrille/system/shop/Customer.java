package dev.quadrille.system.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Somebody who orders.
public final class Customer {

    private final Api api;
    private final String name;

    Customer(Api api, String name) {
        this.api = api;
        this.name = name;
    }

    /// Places the order, which must be accepted.
    public PlacedOrder places(Purchase purchase) {
        Api.Answer answer = asks(purchase, UUID.randomUUID().toString());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return placed(answer.body());
    }

    Api.Answer asks(Purchase purchase, String key) {
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
