package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// An accepted order, as its customer reads it.
public final class PlacedOrder {

    private final Api api;
    private final String customer;
    private final String id;
    private final long total;

    PlacedOrder(Api api, String customer, String id, long total) {
        this.api = api;
        this.customer = customer;
        this.id = id;
        this.total = total;
    }

    public String id() {
        return id;
    }

    /// In cents.
    public long total() {
        return total;
    }

    /// Waits until the order is settled and returns its final status, such as `CONFIRMED` or
    /// `CANCELLED: STOCK_REJECTED`.
    public String awaitEnd() {
        Api.ApiReply response = api.get(customer, "/api/orders/" + id, "Prefer", "wait=30");
        assertThat(response.status()).isEqualTo(200);
        JsonNode order = response.body();
        assertThat(order.path("settled").asBoolean()).as("settled: %s", order).isTrue();
        String status = order.path("status").asString();
        return status.equals("CANCELLED")
                ? status + ": " + order.path("reason").asString()
                : status;
    }

    /// The current status.
    public String status() {
        Api.ApiReply response = api.get(customer, "/api/orders/" + id);
        assertThat(response.status()).as("%s", response.body()).isEqualTo(200);
        return response.body().path("status").asString();
    }

    /// The trace id that the order reports.
    public String traceId() {
        JsonNode trace = api.get(customer, "/api/orders/" + id).body().path("traceId");
        return trace.asString();
    }

    /// Requests the cancellation; returns false if it is too late.
    public boolean cancel() {
        Api.ApiReply response = api.post(customer, "/api/orders/" + id + "/cancel", "");
        assertThat(response.status()).as("%s", response.body()).isIn(202, 409);
        return response.status() == 202;
    }

    /// The event types of the order, in log order.
    public List<String> events() {
        JsonNode events =
                api.get(customer, "/api/orders/" + id + "/timeline").body().path("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }
}
