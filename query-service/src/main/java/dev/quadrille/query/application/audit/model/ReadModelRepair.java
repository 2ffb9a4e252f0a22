package dev.quadrille.query.application.audit.model;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.messaging.topics.TopicReaders;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.Projection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/// Anti-entropy: projects single orders again from the log, in place of what is stored.
public final class ReadModelRepair {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ModelRecords model;
    private final TopicReaders logs;
    private final Projection projection;
    private final TransactionTemplate transaction;

    public ReadModelRepair(
            ModelRecords model,
            TopicReaders logs,
            Projection projection,
            TransactionTemplate transaction) {
        this.model = model;
        this.logs = logs;
        this.projection = projection;
        this.transaction = transaction;
    }

    /// Reads the log once for all orders, then replaces each in a transaction of its own.
    public void project(Collection<OrderId> orders) {
        if (orders.isEmpty()) {
            return;
        }
        try (TopicReader<OrderEvent> log = logs.fromBeginning(Topic.ORDER_FLOW)) {
            Map<OrderId, List<EventEnvelope<OrderEvent>>> events =
                    orders.stream().collect(Collectors.toMap(it -> it, _ -> List.of()));
            log.seek(start(log, orders));
            readToEnd(log, events);
            for (OrderId order : orders) {
                transaction.executeWithoutResult(_ -> replace(order, log, events));
            }
        }
    }

    /// Other partitions are not read.
    private TopicOffsets start(TopicReader<OrderEvent> log, Collection<OrderId> orders) {
        Map<Integer, Long> start = new HashMap<>(log.end().byPartition());
        for (OrderId order : orders) {
            PartitionOffset before = model.before(order);
            long offset = Math.max(before.offset(), log.begin().of(before.partition()));
            start.merge(before.partition(), offset, Math::min);
        }
        return new TopicOffsets(start);
    }

    private void replace(
            OrderId order,
            TopicReader<OrderEvent> log,
            Map<OrderId, List<EventEnvelope<OrderEvent>>> events) {
        model.delete(order);
        // What the live projection had stored before the deletion is in the log before this end.
        readToEnd(log, events);
        projection.handle(events.getOrDefault(order, List.of()));
    }

    private static void readToEnd(
            TopicReader<OrderEvent> log, Map<OrderId, List<EventEnvelope<OrderEvent>>> events) {
        TopicOffsets end = log.end();
        while (log.position().isBehind(end)) {
            log.read(POLL)
                    .events()
                    .forEach(it ->
                            events.computeIfPresent(
                                    it.event().orderId(), (_, known) -> with(known, it)));
        }
    }

    private static List<EventEnvelope<OrderEvent>> with(
            List<EventEnvelope<OrderEvent>> known, EventEnvelope<OrderEvent> next) {
        return Stream.concat(known.stream(), Stream.of(next)).toList();
    }
}
