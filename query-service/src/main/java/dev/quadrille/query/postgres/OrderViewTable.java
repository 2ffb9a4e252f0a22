package dev.quadrille.query.postgres;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.UnreadableState;
import dev.quadrille.messaging.wire.FlowJson;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.CancellationReason;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.TimelineEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Maps views and timeline entries to rows.
final class OrderViewTable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderViewTable.class);

    private OrderViewTable() {}

    /// @throws UnreadableState if the row cannot be read
    static OrderView view(ResultSet row) throws SQLException {
        OrderId order = new OrderId(row.getObject("order_id", UUID.class));
        try {
            return view(order, row);
        } catch (RuntimeException e) {
            throw new UnreadableState(order, e);
        }
    }

    private static OrderView view(OrderId order, ResultSet row) throws SQLException {
        return new OrderView(
                order,
                Optional.ofNullable(row.getString("placed"))
                        .map(it -> FlowJson.MAPPER.readValue(it, OrderPlaced.class)),
                Optional.ofNullable(row.getString("reason")).map(CancellationReason::valueOf),
                EventOccurrences.read(row.getString("seen"), row.getInt("log_partition")),
                Optional.ofNullable(row.getString("trace_id")));
    }

    /// A row of a list. A row that cannot be read does not affect the others.
    static OrderListing.Row listed(ResultSet row) throws SQLException {
        OrderListing.Place place =
                new OrderListing.Place(
                        time(row, "placed_at"), new OrderId(row.getObject("order_id", UUID.class)));
        try {
            return new OrderListing.Row(place, Optional.of(view(row)));
        } catch (UnreadableState e) {
            LOG.error("an order that cannot be read is omitted from a list", e);
            return new OrderListing.Row(place, Optional.empty());
        }
    }

    static TimelineEntry entry(ResultSet row) throws SQLException {
        Class<? extends OrderEvent> type = Topic.ORDER_FLOW.named(row.getString("type"));
        return new TimelineEntry(
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getObject("event_id", UUID.class),
                type.getSimpleName(),
                OrderFlow.publisherOf(type).label(),
                time(row, "at"),
                FlowJson.MAPPER.readValue(row.getString("data"), type),
                position(row));
    }

    static @Nullable String customer(OrderView view) {
        return view.placed().map(placed -> placed.customerId().value()).orElse(null);
    }

    static @Nullable String placed(OrderView view) {
        return view.placed().map(FlowJson.MAPPER::writeValueAsString).orElse(null);
    }

    static @Nullable String reason(OrderView view) {
        return view.reason().map(Enum::name).orElse(null);
    }

    static String seen(OrderView view) {
        return EventOccurrences.write(view.sightings());
    }

    static OffsetDateTime placedAt(OrderView view) {
        return time(view.placedAt());
    }

    static OffsetDateTime updatedAt(OrderView view) {
        return time(view.updatedAt());
    }

    static String data(TimelineEntry entry) {
        return FlowJson.MAPPER.writeValueAsString(entry.data());
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static PartitionOffset position(ResultSet row) throws SQLException {
        return new PartitionOffset(row.getInt("log_partition"), row.getLong("log_offset"));
    }
}
