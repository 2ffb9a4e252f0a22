package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/// Somebody who runs the shop.
public final class Operator {

    private static final String NAME = "operator";

    private final Api api;

    Operator(Api api) {
        this.api = api;
    }

    /// Offers a new product, of which there is none yet.
    public void offers(String sku, long cents) {
        Api.Answer answer =
                api.put(
                        NAME,
                        "/api/products/" + sku,
                        """
                        {"name":"%s","price":{"amount":%d,"currency":"EUR"}}
                        """
                                .formatted(sku, cents));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    }

    /// Takes in a delivery.
    public void receives(int pieces, String sku) {
        Api.Answer answer =
                api.post(
                        NAME,
                        "/api/stock/" + sku + "/deliveries",
                        "{\"quantity\":%d}".formatted(pieces),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    /// Whether anyone can see the product.
    public boolean seesListed(String sku) {
        return api.get(NAME, "/api/products/" + sku).status() == 200;
    }

    /// Lets the read model be built anew.
    public void asksForARebuild() {
        Api.Answer answer = api.post(NAME, "/api/read-model/rebuild", "");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    }

    /// What the rebuild under way, or the last one, has come to: `DONE`, for example; empty while
    /// nobody knows.
    public String rebuild() {
        return api.get(NAME, "/api/read-model").body().path("rebuild").path("state").asString("");
    }
}
