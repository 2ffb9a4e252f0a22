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
    private final ReadReplica standby;

    PostgresQueries(ReadModel primary, ReadReplica standby) {
        this.primary = primary;
        this.standby = standby;
    }

    @Override
    public Optional<OrderView> find(OrderId order) {
        return standby.ask(copy -> copy.find(order).filter(OrderView::settled))
                .or(() -> primary.find(order));
    }

    @Override
    public OrderListing.Page list(OrderListing listing) {
        return standby.askIfFresh(copy -> copy.list(listing))
                .orElseGet(() -> primary.list(listing));
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        return standby.ask(copy ->
                        copy.find(order).filter(OrderView::settled).map(_ -> copy.timeline(order)))
                .orElseGet(() -> primary.timeline(order));
    }
}
