package dev.quadrille.messaging.topics;

import dev.quadrille.messaging.PartitionOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One offset per partition of a topic, such as the next record to read in each.
public record TopicOffsets(Map<Integer, Long> byPartition) {

    public TopicOffsets {
        byPartition = Map.copyOf(byPartition);
    }

    /// Takes at most one position per partition.
    public static TopicOffsets of(Collection<PartitionOffset> positions) {
        return new TopicOffsets(
                positions.stream()
                        .collect(
                                Collectors.toMap(
                                        PartitionOffset::partition, PartitionOffset::offset)));
    }

    /// The offset in this partition; -1 if the topic has no such partition.
    public long of(int partition) {
        return byPartition.getOrDefault(partition, -1L);
    }

    /// Whether any partition is behind. The sums do not show it: one partition may be ahead while
    /// another is behind.
    public boolean isBehind(TopicOffsets other) {
        return other.byPartition.entrySet().stream()
                .anyMatch(it -> of(it.getKey()) < it.getValue());
    }

    /// The number of records between the other offsets of the same topic and these.
    public long minus(TopicOffsets other) {
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
