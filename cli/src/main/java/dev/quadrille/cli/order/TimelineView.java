package dev.quadrille.cli.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Formats the events of a timeline: time since the order was placed, service, event and reason.
final class TimelineView {

    private int printed;
    private boolean ended;
    private Instant placedAt = Instant.EPOCH;

    /// Returns the lines of the events that the previous call did not contain.
    List<String> newLines(JsonNode events) {
        List<String> lines = events.valueStream().skip(printed).map(this::line).toList();
        printed = events.size();
        return lines;
    }

    boolean isEmpty() {
        return printed == 0;
    }

    /// Whether the timeline has events, but not the confirmation or cancellation of the order.
    boolean isOpen() {
        return printed > 0 && !ended;
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
                        symbol(type),
                        type,
                        reason(event.path("data")));
    }

    private static String symbol(String type) {
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
