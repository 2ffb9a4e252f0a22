package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// An accepted order, in the eyes of its customer.
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

    /// Waits until the order is settled and returns its end, such as `CONFIRMED` or `CANCELLED:
    /// STOCK_REJECTED`.
    public String end() {
        Api.Answer answer = api.get(customer, "/api/orders/" + id, "Prefer", "wait=30");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode order = answer.body();
        assertThat(order.path("settled").asBoolean()).as("settled: %s", order).isTrue();
        String status = order.path("status").asString();
        return status.equals("CANCELLED")
                ? status + ": " + order.path("reason").asString()
                : status;
    }

    /// As it is now.
    public String status() {
        Api.Answer answer = api.get(customer, "/api/orders/" + id);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("status").asString();
    }

    /// The trace that it says it is in.
    public String traceId() {
        JsonNode trace = api.get(customer, "/api/orders/" + id).body().path("traceId");
        return trace.asString();
    }

    /// Asks to cancel the order; false if it is too late for that.
    public boolean cancel() {
        Api.Answer answer = api.post(customer, "/api/orders/" + id + "/cancel", "");
        assertThat(answer.status()).as("%s", answer.body()).isIn(202, 409);
        return answer.status() == 202;
    }

    /// The names of its events in the order of the log.
    public List<String> events() {
        JsonNode events =
                api.get(customer, "/api/orders/" + id + "/timeline").body().path("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("type").asString())
                .toList();
    }
}
