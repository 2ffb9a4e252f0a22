package dev.quadrille.cli.chaos;

import dev.quadrille.cli.command.LineWrapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Formats the faults of all services within 80 columns: first the active ones, then all that can
/// be set.
final class FaultTable {

    private static final int WIDTH = 76;
    private static final String ROW = "%-18s %-20s %s";

    private FaultTable() {}

    static List<String> of(JsonNode services) {
        List<String> lines = new ArrayList<>();
        services.forEach(service -> addActive(service, lines));
        if (lines.isEmpty()) {
            lines.add("No fault is active.");
        } else {
            lines.addFirst(ROW.formatted("SERVICE", "ACTIVE FAULT", "SETTINGS"));
        }
        services.forEach(service ->
                service.path("unreachable")
                        .forEach(it ->
                                lines.add(
                                        "No response from %s at %s."
                                                .formatted(
                                                        service.path("service").asString(),
                                                        it.asString()))));
        addAll(services, lines);
        return lines;
    }

    private static void addActive(JsonNode service, List<String> lines) {
        for (JsonNode fault : service.path("faults")) {
            for (JsonNode active : fault.path("active")) {
                lines.add(
                        ROW.formatted(
                                service.path("service").asString(),
                                fault.path("fault").asString(),
                                settings(active)));
            }
        }
    }

    private static String settings(JsonNode active) {
        return "p=%s %d ms %s, %d s left"
                .formatted(
                        String.format(Locale.ROOT, "%.2f", active.path("probability").asDouble()),
                        active.path("delayMillis").asLong(),
                        active.path("customer").stringValueOpt().orElse("all"),
                        active.path("secondsLeft").asLong());
    }

    private static void addAll(JsonNode services, List<String> lines) {
        Map<String, List<String>> servicesOf = new LinkedHashMap<>();
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (JsonNode service : services) {
            for (JsonNode fault : service.path("faults")) {
                String name = fault.path("fault").asString();
                servicesOf
                        .computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(service.path("service").asString());
                descriptions.put(name, fault.path("description").asString());
            }
        }
        servicesOf.forEach((fault, names) -> {
            lines.add("");
            lines.add(fault);
            addIndented(descriptions.getOrDefault(fault, ""), lines);
            addIndented("In " + String.join(", ", names), lines);
        });
    }

    private static void addIndented(String text, List<String> lines) {
        LineWrapper.lines(text, WIDTH).forEach(line -> lines.add("  " + line));
    }
}
