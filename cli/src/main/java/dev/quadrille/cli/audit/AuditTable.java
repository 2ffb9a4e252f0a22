package dev.quadrille.cli.audit;

import dev.quadrille.cli.command.LineWrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The result of an audit as a table of 80 columns, with the violations below their check.
final class AuditTable {

    private static final int WIDTH = 80;
    private static final String ROW = "%-13s %-7s ";
    private static final String INDENT = "  ";

    private AuditTable() {}

    static List<String> of(JsonNode audit) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("CHECK", "RESULT") + "FIGURES");
        audit.path("checks").forEach(check -> addCheck(lines, check));
        lines.add(audit.path("ok").asBoolean() ? "The audit is ok." : "The audit is NOT ok.");
        return lines;
    }

    private static void addCheck(List<String> lines, JsonNode check) {
        boolean ok = check.path("ok").asBoolean();
        String row = ROW.formatted(check.path("name").asString(), ok ? "ok" : "NOT OK");
        List<String> figures =
                LineWrapper.lines(check.path("figure").asString(), WIDTH - row.length());
        lines.add(row + figures.getFirst());
        figures.stream().skip(1).map(it -> " ".repeat(row.length()) + it).forEach(lines::add);
        JsonNode violations = check.path("violations");
        violations.forEach(violation -> lines.addAll(wrapped(violation.asString())));
        int further = check.path("violationCount").asInt() - violations.size();
        if (further > 0) {
            lines.add(INDENT + "and " + further + " more");
        }
    }

    /// The text in indented lines.
    static List<String> wrapped(String text) {
        List<String> lines = LineWrapper.lines(text, WIDTH - 2 * INDENT.length());
        return Stream.concat(
                        lines.stream().limit(1).map(it -> INDENT + it),
                        lines.stream().skip(1).map(it -> INDENT + INDENT + it))
                .toList();
    }
}
