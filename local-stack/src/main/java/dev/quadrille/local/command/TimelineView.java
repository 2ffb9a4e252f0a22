package dev.quadrille.local.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A timeline as lines, each event once: when since the order was placed, who, what, and why.
final class TimelineView {

    private int seen;
    private boolean ended;
    private Instant placedAt = Instant.EPOCH;

    /// The lines for the events that were not there the last time.
    List<String> unseen(JsonNode events) {
        List<String> lines = events.valueStream().skip(seen).map(this::line).toList();
        seen = events.size();
        return lines;
    }

    boolean isEmpty() {
        return seen == 0;
    }

    /// Whether it has begun, and the order's end is not in it yet.
    boolean isOpen() {
        return seen > 0 && !ended;
    }

    private String line(JsonNode event) {
        String type = event.path("type").asString();
        Instant at = Instant.parse(event.path("at").asString());
        if (type.equals("OrderPlaced")) {
            placedAt = at;
        }
        ended = ended || type.equals("OrderConfirmed") || type.equals("OrderCancelled");
        return "%+6d ms  %-10s %s %s%s"
                .formatted(
                        Duration.between(placedAt, at).toMillis(),
                        event.path("service").asString(),
                        mark(type),
                        type,
                        reason(event.path("data")));
    }

    private static String mark(String type) {
        return switch (type) {
            case "OrderPlaced" -> "●";
            case "OrderConfirmed" -> "✔";
            case "OrderCancelled" -> "✘";
            case "StockRejected", "PaymentDeclined", "ShipmentRefused" -> "!";
            case "StockReleased", "PaymentRefunded", "ShipmentCancelled" -> "↩";
            default -> "│";
        };
    }

    private static String reason(JsonNode data) {
        return data.path("reason").stringValueOpt().map(reason -> " (" + reason + ")").orElse("");
    }
}
