package dev.quadrille.query.application;

import dev.quadrille.orderflow.value.OrderId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The read model as a replica sees it that is frozen after each reading, while another one works.
record OvertakenReadModel(ReadModel model, Runnable meanwhile) implements ReadModel {

    @Override
    public Optional<OrderView> find(OrderId order) {
        Optional<OrderView> found = model.find(order);
        meanwhile.run();
        return found;
    }

    @Override
    public Map<OrderId, OrderView> find(Set<OrderId> orders) {
        Map<OrderId, OrderView> found = model.find(orders);
        meanwhile.run();
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
