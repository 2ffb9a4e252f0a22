package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A read model that runs an action after each query by id, such as a concurrent write by another
/// replica.
record InterceptedReadModel(ReadModel model, Runnable afterFind) implements ReadModel {

    @Override
    public Optional<OrderView> find(OrderId order) {
        Optional<OrderView> found = model.find(order);
        afterFind.run();
        return found;
    }

    @Override
    public Map<OrderId, OrderView> find(Set<OrderId> orders) {
        Map<OrderId, OrderView> found = model.find(orders);
        afterFind.run();
        return found;
    }

    @Override
    public OrderListing.Page list(OrderListing listing) {
        return model.list(listing);
    }

    @Override
    public void save(Map<OrderId, OrderView> found, Collection<OrderView> views) {
        model.save(found, views);
    }

    @Override
    public void append(Collection<TimelineEntry> entries) {
        model.append(entries);
    }

    @Override
    public List<TimelineEntry> timeline(OrderId order) {
        return model.timeline(order);
    }
}
