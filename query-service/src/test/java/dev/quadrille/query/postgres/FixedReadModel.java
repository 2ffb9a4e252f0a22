package dev.quadrille.query.postgres;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.OrderListing;
import dev.quadrille.query.application.OrderView;
import dev.quadrille.query.application.ReadModel;
import dev.quadrille.query.application.TimelineEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A read-only read model in memory that records its queries.
final class FixedReadModel implements ReadModel {

    private final List<OrderView> views;
    private final List<String> queries = new ArrayList<>();

    FixedReadModel(OrderView... views) {
        this.views = List.of(views);
    }

    List<String> queries() {
        return queries;
    }

    @Override
    public Optional<OrderView> find(OrderId order) {
        queries.add("find");
        return views.stream().filter(it -> it.orderId().equals(order)).findFirst();
    }

    @Override
    public OrderListing.Page list(OrderListing listing) {
        queries.add("list");
        return listing.page(views);
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        queries.add("timeline");
        return List.of();
    }

    @Override
    public Map<OrderId, OrderView> find(Set<OrderId> orders) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save(Map<OrderId, OrderView> found, Collection<OrderView> changed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(Collection<TimelineEntry> entries) {
        throw new UnsupportedOperationException();
    }
}
