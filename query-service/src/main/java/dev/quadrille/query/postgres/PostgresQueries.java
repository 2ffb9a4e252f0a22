package dev.quadrille.query.postgres;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderQueries;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.ReadModel;
import dev.quadrille.query.application.TimelineEntry;
import java.util.List;
import java.util.Optional;

/// Routes queries to the read replica if its answer cannot be wrong, or only as late as a list may
/// be; all others, and all without a replica, to the primary. A settled order no longer changes, so
/// a replica that has it settled has all of it.
final class PostgresQueries implements OrderQueries {

    private final ReadModel primary;
    private final ReadReplica replica;

    PostgresQueries(ReadModel primary, ReadReplica replica) {
        this.primary = primary;
        this.replica = replica;
    }

    @Override
    public Optional<OrderView> find(OrderId order) {
        return replica.query(model -> model.find(order).filter(OrderView::settled))
                .or(() -> primary.find(order));
    }

    @Override
    public OrderListing.Page list(OrderListing listing) {
        return replica.queryIfFresh(model -> model.list(listing))
                .orElseGet(() -> primary.list(listing));
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        return replica.query(model ->
                        model.find(order)
                                .filter(OrderView::settled)
                                .map(_ -> model.timeline(order)))
                .orElseGet(() -> primary.timeline(order));
    }
}
