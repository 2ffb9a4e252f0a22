package dev.quadrille.query.application.audit.range;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Divides all orders into ranges and remembers those that were verified, so that an audit reads
/// new orders only. As a scrub does, each audit also reads some verified ranges again, for a
/// limited time and in rotation, because stored data can change by mistake. Not thread-safe.
///
/// @param <V> what is computed for a range
public final class RememberedRanges<V> {

    /// The number of orders per range.
    public static final int SIZE = 20_000;

    // More than a range has, for the records of orders that were added to it later.
    private static final int LIMIT = 100_000;

    private final int size;
    private final Map<AuditRange, Visited<V>> ranges = new LinkedHashMap<>();
    private AuditRange rest = AuditRange.ALL;
    private int next;

    /// @param size the number of orders per range
    public RememberedRanges(int size) {
        this.size = size;
    }

    /// Visits the ranges that are new or not verified, then verified ones in rotation.
    ///
    /// @param recheck the time for verified ranges
    /// @return what was computed for all ranges, in this walk or before
    public List<V> walk(OrderRecords records, Duration recheck, Visitor<V> visitor) {
        List<AuditRange> verified = verified();
        ranges.forEach((range, known) -> {
            if (!known.verified()) {
                visit(records, range, visitor);
            }
        });
        List<V> tail = new ArrayList<>();
        RangeWalk.walk(
                records,
                rest,
                size,
                (range, digest) -> {
                    Visited<V> visited = visitor.visit(range, digest);
                    if (digest.orders() == size) {
                        ranges.put(range, visited);
                        rest = rest.from(range.through());
                    } else {
                        tail.add(visited.value());
                    }
                    return true;
                });
        rotate(verified, records, recheck, visitor);
        return Stream.concat(ranges.values().stream().map(Visited::value), tail.stream()).toList();
    }

    private List<AuditRange> verified() {
        return ranges.entrySet().stream()
                .filter(it -> it.getValue().verified())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void rotate(
            List<AuditRange> verified, OrderRecords records, Duration recheck, Visitor<V> visitor) {
        long start = System.nanoTime();
        for (int i = 0; i < verified.size() && System.nanoTime() - start < recheck.toNanos(); i++) {
            visit(records, verified.get(next++ % verified.size()), visitor);
        }
    }

    private void visit(OrderRecords records, AuditRange range, Visitor<V> visitor) {
        ranges.put(range, visitor.visit(range, records.digest(range, LIMIT)));
    }

    /// Visits one range.
    @FunctionalInterface
    public interface Visitor<V> {

        Visited<V> visit(AuditRange range, OrderDigest digest);
    }

    /// The result of a visit.
    ///
    /// @param verified whether the range need not be read in each audit
    public record Visited<V>(V value, boolean verified) {}
}
