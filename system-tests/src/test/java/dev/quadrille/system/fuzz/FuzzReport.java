package dev.quadrille.system.fuzz;

import dev.quadrille.system.exchange.Reply;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// What came of all the requests.
final class FuzzReport {

    private static final int MOST_SHOWN = 20;
    private static final int LONGEST = 1_500;

    private final Map<String, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> kinds = new ConcurrentSkipListMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final LongAdder shed = new LongAdder();

    void add(FuzzedRequest fuzzed, Reply reply, List<String> violations, Supplier<String> curl) {
        statuses.computeIfAbsent("" + reply.status(), _ -> new LongAdder()).increment();
        fuzzed.operation().ifPresent(it -> seen.add(it.id() + " " + reply.status()));
        if (reply.status() == 503) {
            shed.increment();
        }
        for (String violation : violations) {
            String kind =
                    fuzzed.operation().map(it -> it.id()).orElse("off the map") + ": " + violation;
            LongAdder times = kinds.computeIfAbsent(kind, _ -> new LongAdder());
            times.increment();
            if (times.sum() == 1 && failures.size() < MOST_SHOWN) {
                failures.add(kind + "\n  " + curl.get() + "\n  " + cut(reply.toString()));
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// The first of each kind, with a command that sends it again.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Operations with the statuses that they were seen to answer, such as `placeOrder 202`.
    Set<String> seen() {
        return seen;
    }

    Map<String, Long> statuses() {
        Map<String, Long> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /// How many were sent away because the shop was full.
    long shed() {
        return shed.sum();
    }
}
