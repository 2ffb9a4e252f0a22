package dev.quadrille.local.command;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The list of dead letters as lines of at most 80 columns, with what to do next.
final class DeadLetterListing {

    private static final int WIDTH = 80;
    private static final String ROW = "%-9s  %-17s  %7s  %s";
    private static final String DETAIL = "%-9s  %-5s  %s";
    private static final int CAUSE = WIDTH - DETAIL.formatted("", "", "").length();

    private DeadLetterListing() {}

    static List<String> of(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        JsonNode letters = answer.path("deadLetters");
        if (letters.isEmpty()) {
            lines.add("There are no dead letters: every event could be handled.");
        } else {
            lines.add(ROW.formatted("SERVICE", "EVENT", "WAITING", "SINCE"));
            letters.forEach(letter -> add(lines, letter));
            lines.add("");
            lines.add("WAITING are later events of the same order. When the cause is fixed:");
            lines.add("  ./quadrille dead-letters replay SERVICE ID");
            lines.add("  ./quadrille dead-letters replay SERVICE all");
            lines.add("To give the event up, and let its order go on without it:");
            lines.add("  ./quadrille dead-letters discard SERVICE ID");
        }
        answer.path("unreachable")
                .forEach(name ->
                        lines.add("Not in this list: " + name.asString() + " gave no answer."));
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

    /// `2026-11-22 10:15:30 UTC`
    private static String seconds(String instant) {
        String[] parts = instant.split("[T.Z]", -1);
        return parts.length < 2 ? instant : parts[0] + " " + parts[1] + " UTC";
    }
}
