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

/// Collects the results of the requests.
final class FuzzReport {

    private static final int MAX_FAILURES = 20;
    private static final int MAX_LENGTH = 1_500;

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
                    fuzzed.operation().map(it -> it.id()).orElse("undocumented path")
                            + ": "
                            + violation;
            LongAdder times = kinds.computeIfAbsent(kind, _ -> new LongAdder());
            times.increment();
            if (times.sum() == 1 && failures.size() < MAX_FAILURES) {
                failures.add(kind + "\n  " + curl.get() + "\n  " + truncate(reply.toString()));
            }
        }
    }

    private static String truncate(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }

    /// The first failure of each kind, with a command that repeats the request.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// The operations with the statuses that occurred, such as `placeOrder 202`.
    Set<String> seen() {
        return seen;
    }

    Map<String, Long> statuses() {
        Map<String, Long> counts = new TreeMap<>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /// The number of requests that the system shed.
    long shed() {
        return shed.sum();
    }
}
