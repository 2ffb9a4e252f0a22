package dev.quadrille.query.postgres;

import static java.util.Objects.requireNonNull;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.TimelineEntry;
import dev.quadrille.query.application.audit.model.ModelDifference;
import dev.quadrille.query.application.audit.model.ModelRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresModelRecords implements ModelRecords {

    private static final long NEIGHBOURHOOD_MILLIS = 120_000;

    private static final String DIGEST =
            """
            select (select coalesce(bit_xor(
                               hashtextextended(coalesce(placed, ''),
                               hashtextextended(concat_ws('|', order_id, customer_id, status,
                                   settled, reason, seen, placed_at, updated_at, version,
                                   log_partition, log_offset, trace_id), 0))), 0)
                      from public.order_view
                     where order_id > :after and order_id <= :through)
                 # (select coalesce(bit_xor(
                               hashtextextended(data,
                               hashtextextended(type,
                               timestamp_hash_extended(at at time zone 'UTC',
                               hashint8extended(log_offset,
                               uuid_hash_extended(event_id,
                               uuid_hash_extended(order_id, log_partition))))))), 0)
                      from public.order_event
                     where order_id > :after and order_id <= :through)
            """;

    private static final String VIEWS =
            """
            select order_id, customer_id, status, settled, placed, reason, seen, placed_at,
                   updated_at, version, log_partition, log_offset, trace_id
              from public.order_view
             where order_id > :after and order_id <= :through order by order_id limit :limit
            """;

    private static final String EVENTS =
            """
            select order_id, log_offset, log_partition, event_id, type, at, data
              from public.order_event
             where order_id > :after and order_id <= :through order by order_id, log_offset
            """;

    // Orders that are older by minutes have earlier events in the same partition.
    private static final String BEFORE =
            """
            select outbox_partition('order-flow', :order::text) as log_partition,
                   coalesce((select min(log_offset)
                               from (select log_offset from public.order_event
                                      where order_id < :older
                                        and log_partition
                                            = outbox_partition('order-flow', :order::text)
                                      order by order_id desc limit 50) neighbours), 0)
                       as log_offset
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    PostgresModelRecords(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    @Override
    public long digest(AuditRange range) {
        return in(range, DIGEST).query(Long.class).single();
    }

    @Override
    public Comparison compare(AuditRange range, int limit) {
        return requireNonNull(snapshot.execute(_ -> compareInSnapshot(range, limit)));
    }

    private Comparison compareInSnapshot(AuditRange range, int limit) {
        List<StoredView> views =
                in(range, VIEWS).param("limit", limit).query((row, _) -> StoredView.of(row)).list();
        Optional<UUID> last =
                views.size() < limit
                        ? Optional.empty()
                        : Optional.of(views.getLast().orderId().value());
        Map<OrderId, List<StoredEvent>> events =
                in(last.map(range::upTo).orElse(range), EVENTS)
                        .query((row, _) -> StoredEvent.of(row))
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(StoredEvent::orderId));
        return new Comparison(views.size(), last, differences(views, events));
    }

    private JdbcClient.StatementSpec in(AuditRange range, String statement) {
        return jdbc.sql(statement).param("after", range.after()).param("through", range.through());
    }

    private static List<ModelDifference> differences(
            List<StoredView> views, Map<OrderId, List<StoredEvent>> events) {
        Map<OrderId, StoredView> orders = new TreeMap<>();
        events.keySet().forEach(it -> orders.put(it, StoredView.missing(it)));
        views.forEach(it -> orders.put(it.orderId(), it));
        List<ModelDifference> differences = new ArrayList<>();
        orders.forEach((order, view) -> {
            String text = view.differenceTo(events.getOrDefault(order, List.of()));
            if (!text.isEmpty()) {
                differences.add(new ModelDifference(order, text));
            }
        });
        return differences;
    }

    @Override
    public PartitionOffset before(OrderId order) {
        // The first 48 bits of a UUIDv7 are milliseconds.
        UUID older =
                new UUID(order.value().getMostSignificantBits() - (NEIGHBOURHOOD_MILLIS << 16), 0);
        return jdbc.sql(BEFORE)
                .param("order", order.value())
                .param("older", older)
                .query((row, _) -> new PartitionOffset(row.getInt(1), row.getLong(2)))
                .single();
    }

    @Override
    public void delete(OrderId order) {
        // The view first, as in every transaction that uses both tables.
        for (String table : List.of("public.order_view", "public.order_event")) {
            jdbc.sql("delete from " + table + " where order_id = :order")
                    .param("order", order.value())
                    .update();
        }
    }

    /// @param entry empty if the row cannot be read
    private record StoredEvent(OrderId orderId, Optional<TimelineEntry> entry) {

        private static StoredEvent of(ResultSet row) throws SQLException {
            OrderId order = new OrderId(row.getObject("order_id", UUID.class));
            try {
                return new StoredEvent(order, Optional.of(OrderViewTable.entry(row)));
            } catch (RuntimeException _) {
                return new StoredEvent(order, Optional.empty());
            }
        }
    }

    /// @param view empty if the row cannot be read, or if there is none
    /// @param columns the columns that are derived from the view; empty if there is no row
    private record StoredView(
            OrderId orderId, Optional<OrderView> view, Map<String, String> columns) {

        private static StoredView missing(OrderId order) {
            return new StoredView(order, Optional.empty(), Map.of());
        }

        private static StoredView of(ResultSet row) throws SQLException {
            OrderId order = new OrderId(row.getObject("order_id", UUID.class));
            Map<String, String> columns = new LinkedHashMap<>();
            for (String column : derived(OrderView.unseen(order)).keySet()) {
                Object value = row.getObject(column);
                columns.put(column, String.valueOf(value));
            }
            columns.put("placed_at", time(row, "placed_at"));
            columns.put("updated_at", time(row, "updated_at"));
            return new StoredView(order, readable(row), columns);
        }

        private static Optional<OrderView> readable(ResultSet row) throws SQLException {
            try {
                return Optional.of(OrderViewTable.view(row));
            } catch (UnreadableState _) {
                return Optional.empty();
            }
        }

        private static String time(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant().toString();
        }

        private static Map<String, String> derived(OrderView view) {
            Map<String, String> columns = new LinkedHashMap<>();
            columns.put("status", view.status().name());
            columns.put("settled", String.valueOf(view.settled()));
            columns.put("customer_id", String.valueOf(OrderViewTable.customer(view)));
            columns.put("placed_at", view.placedAt().toString());
            columns.put("updated_at", view.updatedAt().toString());
            columns.put("version", String.valueOf(view.version()));
            columns.put("log_partition", String.valueOf(view.position().partition()));
            columns.put("log_offset", String.valueOf(view.position().offset()));
            return columns;
        }

        /// The fields that differ from the fold of the events, as text; empty if none does. The
        /// trace id is not compared: it is in the log only.
        private String differenceTo(List<StoredEvent> events) {
            if (columns.isEmpty()) {
                return "missing, but has %d events".formatted(events.size());
            }
            if (view.isEmpty() || events.stream().anyMatch(it -> it.entry().isEmpty())) {
                return "cannot be read";
            }
            OrderView expected = fold(events);
            Map<String, String> stored = new LinkedHashMap<>(columns);
            stored.putAll(folded(view.get()));
            Map<String, String> required = derived(expected);
            required.putAll(folded(expected));
            return required.entrySet().stream()
                    .filter(it -> !it.getValue().equals(stored.get(it.getKey())))
                    .map(it -> text(it.getKey(), stored.get(it.getKey()), it.getValue()))
                    .collect(Collectors.joining("; "));
        }

        /// Without the values of the field that contains the address of the customer.
        private static String text(String field, @Nullable String actual, String expected) {
            return field.equals("placed")
                    ? "placed differs from its event"
                    : "%s is %s, must be %s".formatted(field, actual, expected);
        }

        private static Map<String, String> folded(OrderView view) {
            return Map.of(
                    "reason", String.valueOf(OrderViewTable.reason(view)),
                    "seen", OrderViewTable.seen(view),
                    "placed", String.valueOf(OrderViewTable.placed(view)));
        }

        private OrderView fold(List<StoredEvent> events) {
            OrderView folded = OrderView.unseen(orderId);
            for (StoredEvent event : events) {
                TimelineEntry entry = event.entry().orElseThrow();
                folded =
                        folded.with(
                                new EventEnvelope<>(
                                        Topic.ORDER_FLOW,
                                        entry.data(),
                                        entry.id(),
                                        entry.at(),
                                        EventTrace.NONE,
                                        entry.position()));
            }
            return folded;
        }
    }
}
