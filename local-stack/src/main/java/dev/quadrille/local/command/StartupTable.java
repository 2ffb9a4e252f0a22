package dev.quadrille.local.command;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What each process of a start is doing, as lines that fit a terminal of 80 columns.
final class StartupTable {

    static final String STARTING = "starting …";

    private static final String WAITING = "waiting";
    private static final int WIDTH = 76;
    private static final int NAMED = 2;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    StartupTable(List<String> names) {
        names.forEach(name -> put(name, WAITING));
    }

    void put(String name, String words) {
        rows.put(name, new Row(words, System.nanoTime()));
    }

    /// Those that are not ready, in words; of many only some by name.
    String pending() {
        List<String> names =
                rows.entrySet().stream()
                        .filter(row -> !row.getValue().words().startsWith("ready"))
                        .map(Map.Entry::getKey)
                        .toList();
        String named = names.stream().limit(NAMED).collect(joining(", "));
        return names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more";
    }

    List<String> lines() {
        return rows.entrySet().stream()
                .map(row -> line(row.getKey(), row.getValue().wordsNow()))
                .toList();
    }

    static String line(String name, String words) {
        String line = "%-19s %s".formatted(name, words);
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    private record Row(String words, long since) {

        String wordsNow() {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
            return words.equals(STARTING) ? words + " " + seconds + " s" : words;
        }
    }
}
