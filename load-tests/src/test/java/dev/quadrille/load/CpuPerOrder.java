package dev.quadrille.load;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.SortedMap;

/// What an order has cost each process, from one reading to the next.
final class CpuPerOrder {

    private CpuPerOrder() {}

    /// One line, or nothing to say where nothing was seen.
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
                Locale.ROOT, "          %.2f ms of CPU an order: %s", all / orders, each);
    }

    private static String each(String name, long millis, int orders) {
        return String.format(Locale.ROOT, "%s %.2f", name, millis / (double) orders);
    }

    private static long used(
            String name, SortedMap<String, Long> before, SortedMap<String, Long> after) {
        return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }
}
