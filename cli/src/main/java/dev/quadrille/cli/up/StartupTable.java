package dev.quadrille.cli.up;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The states of the processes during a start, as lines within 80 columns.
final class StartupTable {

    static final String STARTING = "starting …";

    private static final String WAITING = "waiting";
    private static final int WIDTH = 76;
    private static final int MAX_NAMES = 2;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    StartupTable(List<String> names) {
        names.forEach(name -> put(name, WAITING));
    }

    void put(String name, String state) {
        rows.put(name, new Row(state, System.nanoTime()));
    }

    /// The names of the processes that are not ready; at most two names and the number of the
    /// others.
    String pending() {
        List<String> names =
                rows.entrySet().stream()
                        .filter(row -> !row.getValue().state().startsWith("ready"))
                        .map(Map.Entry::getKey)
                        .toList();
        String listed = names.stream().limit(MAX_NAMES).collect(joining(", "));
        return names.size() <= MAX_NAMES
                ? listed
                : listed + " and " + (names.size() - MAX_NAMES) + " more";
    }

    List<String> lines() {
        return rows.entrySet().stream()
                .map(row -> line(row.getKey(), row.getValue().currentState()))
                .toList();
    }

    static String line(String name, String state) {
        String line = "%-19s %s".formatted(name, state);
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    private record Row(String state, long since) {

        String currentState() {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
            return state.equals(STARTING) ? state + " " + seconds + " s" : state;
        }
    }
}
