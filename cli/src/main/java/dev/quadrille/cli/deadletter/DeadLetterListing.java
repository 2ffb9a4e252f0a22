package dev.quadrille.cli.deadletter;

import dev.quadrille.cli.command.LineWrapper;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Formats a list of dead letters within 80 columns, with the commands that resolve them.
final class DeadLetterListing {

    private static final int WIDTH = 80;
    private static final String ROW = "%-9s  %-17s  %6s  %s";
    private static final String DETAIL = "%-9s  %-5s  %s";
    private static final int CAUSE = WIDTH - DETAIL.formatted("", "", "").length();

    private DeadLetterListing() {}

    static List<String> of(JsonNode response) {
        List<String> lines = new ArrayList<>();
        JsonNode letters = response.path("deadLetters");
        if (letters.isEmpty()) {
            lines.add("There are no dead letters.");
        } else {
            lines.add(ROW.formatted("SERVICE", "EVENT", "PARKED", "SINCE"));
            letters.forEach(letter -> add(lines, letter));
            lines.add("");
            lines.add(
                    "PARKED is the number of later events of the same order that wait for this one.");
            lines.add("Replay after the cause has been fixed:");
            lines.add("  ./quadrille dead-letters replay SERVICE ID");
            lines.add("  ./quadrille dead-letters replay SERVICE all");
            lines.add("Discard an event; its order continues without it:");
            lines.add("  ./quadrille dead-letters discard SERVICE ID");
        }
        response.path("unreachable")
                .forEach(name ->
                        lines.add("Incomplete list: " + name.asString() + " did not respond."));
        return lines;
    }

    private static void add(List<String> lines, JsonNode letter) {
        lines.add(
                ROW.formatted(
                        letter.path("service").asString(),
                        letter.path("type").asString(),
                        letter.path("parked").asInt(),
                        seconds(letter.path("at").asString())));
        lines.add(DETAIL.formatted("", "id", letter.path("id").asString()));
        letter.path("orderId")
                .stringValueOpt()
                .ifPresent(order -> lines.add(DETAIL.formatted("", "order", order)));
        List<String> cause = LineWrapper.lines(letter.path("cause").asString(), CAUSE);
        for (int i = 0; i < cause.size(); i++) {
            lines.add(DETAIL.formatted("", i == 0 ? "cause" : "", cause.get(i)));
        }
    }

    /// Returns, for example, `2026-11-22 10:15:30 UTC`.
    private static String seconds(String instant) {
        String[] parts = instant.split("[T.Z]", -1);
        return parts.length < 2 ? instant : parts[0] + " " + parts[1] + " UTC";
    }
}
