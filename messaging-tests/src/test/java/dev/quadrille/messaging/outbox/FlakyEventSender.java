package dev.quadrille.messaging.outbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/// A broker that, at random, responds late, loses acknowledgements, rejects records, and fails.
final class FlakyEventSender implements EventSender {

    private final Random random;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Set<Long>> stored = new ConcurrentHashMap<>();

    FlakyEventSender(long seed) {
        random = new Random(seed);
    }

    @Override
    public List<OutboxRow> send(TopicPartition destination, List<OutboxRow> rows) {
        LockSupport.parkNanos(random.nextInt(120) * 1_000_000L);
        if (random.nextInt(10) == 0) {
            throw new IllegalStateException("on purpose");
        }
        List<OutboxRow> acknowledged = new ArrayList<>();
        for (OutboxRow row : rows) {
            int outcome = random.nextInt(4);
            if (outcome > 0) {
                stored.computeIfAbsent(
                                String.valueOf(row.key()),
                                _ -> Collections.synchronizedSet(new LinkedHashSet<>()))
                        .add(row.id());
            }
            // A record may be stored although its acknowledgement is lost.
            if (outcome > 1) {
                acknowledged.add(row);
            }
        }
        return acknowledged;
    }

    @Override
    public CompletableFuture<?> send(OutboxRow row) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (send(row.destination(), List.of(row)).isEmpty()) {
                        throw new IllegalStateException("on purpose");
                    }
                    return row;
                },
                threads);
    }

    /// The numbers of the stored rows by key, in the order of their first arrival.
    Map<String, Set<Long>> stored() {
        return stored;
    }
}
