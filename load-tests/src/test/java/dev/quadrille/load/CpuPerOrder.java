package dev.quadrille.load;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.SortedMap;

/// The CPU time of each process per order, between two readings.
final class CpuPerOrder {

    private CpuPerOrder() {}

    /// One line; empty if there are no readings or no orders.
    static String line(SortedMap<String, Long> before, SortedMap<String, Long> after, int orders) {
        if (before.isEmpty() || orders == 0) {
            return "";
        }
        double all = before.keySet().stream().mapToLong(name -> used(name, before, after)).sum();
        String each =
                before.keySet().stream()
                        .map(name -> each(name, used(name, before, after), orders))
                        .collect(joining(", "));
        return String.format(
                Locale.ROOT, "          %.2f ms of CPU per order: %s", all / orders, each);
    }

    private static String each(String name, long millis, int orders) {
        return String.format(Locale.ROOT, "%s %.2f", name, millis / (double) orders);
    }

    private static long used(
            String name, SortedMap<String, Long> before, SortedMap<String, Long> after) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }
}
