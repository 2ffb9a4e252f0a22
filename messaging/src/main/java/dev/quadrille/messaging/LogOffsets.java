package dev.quadrille.messaging;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One offset for each partition of a topic, for example where each partition begins, or the next
/// record that a reader reads in each.
public record LogOffsets(Map<Integer, Long> byPartition) {

    public LogOffsets {
        byPartition = Map.copyOf(byPartition);
    }

    /// The offsets of these positions.
    ///
    /// @param positions at most one of each partition
    public static LogOffsets of(Collection<LogPosition> positions) {
        return new LogOffsets(
                positions.stream()
                        .collect(Collectors.toMap(LogPosition::partition, LogPosition::offset)));
    }

    /// The offset in this partition; -1 if the topic has no such partition.
    public long of(int partition) {
        return byPartition.getOrDefault(partition, -1L);
    }

    /// Whether any partition has not come as far as there. The sums do not tell: one partition may
    /// be ahead, because records have arrived, while another is behind.
    public boolean isBehind(LogOffsets other) {
        return other.byPartition.entrySet().stream()
                .anyMatch(it -> of(it.getKey()) < it.getValue());
    }

    /// How many records lie between other offsets of the same topic and these.
    public long minus(LogOffsets other) {
        return sum() - other.sum();
    }

    private long sum() {
        return byPartition.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(byPartition).toString();
    }
}
