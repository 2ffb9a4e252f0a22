package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An operator of the system.
public final class Operator {

    private static final String NAME = "operator";

    private final Api api;

    Operator(Api api) {
        this.api = api;
    }

    /// Creates a product without stock.
    public void createProduct(String sku, long cents) {
        Api.ApiReply response =
                api.put(
                        NAME,
                        "/api/products/" + sku,
                        """
                        {"name":"%s","price":{"amount":%d,"currency":"EUR"}}
                        """
                                .formatted(sku, cents));
        assertThat(response.status()).as("%s", response.body()).isEqualTo(201);
    }

    /// Records a delivery of stock.
    public void deliver(int pieces, String sku) {
        Api.ApiReply response =
                api.post(
                        NAME,
                        "/api/stock/" + sku + "/deliveries",
                        "{\"quantity\":%d}".formatted(pieces),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(response.status()).as("%s", response.body()).isEqualTo(200);
    }

    /// Whether the product is listed.
    public boolean isListed(String sku) {
        return api.get(NAME, "/api/products/" + sku).status() == 200;
    }

    /// Requests a rebuild of the read model.
    public void requestRebuild() {
        Api.ApiReply response = api.post(NAME, "/api/read-model/rebuild", "");
        assertThat(response.status()).as("%s", response.body()).isEqualTo(202);
    }

    /// The state of the current or last rebuild, such as `DONE`; empty if it is unknown.
    public String rebuildState() {
        return api.get(NAME, "/api/read-model").body().path("rebuild").path("state").asString("");
    }

    /// Runs the audit and returns its response.
    public JsonNode audit() {
        return success(api.get(NAME, "/api/audit"));
    }

    /// Repairs the read model and returns the response.
    public JsonNode repairReadModel() {
        return success(api.post(NAME, "/api/audit/repair", ""));
    }

    private static JsonNode success(Api.ApiReply response) {
        assertThat(response.status()).as("%s", response.body()).isEqualTo(200);
        return response.body();
    }
}
