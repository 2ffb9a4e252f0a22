package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderRecords;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.query.application.audit.model.ModelDifference;
import dev.quadrille.query.application.audit.model.ModelRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A read model with the differences that a test plants.
final class InMemoryModelRecords implements ModelRecords {

    final Map<OrderId, String> differences = new TreeMap<>();
    int ordersCompared;

    private final OrderRecords views;

    InMemoryModelRecords(OrderRecords views) {
        this.views = views;
    }

    @Override
    public long digest(AuditRange range) {
        return views.digest(range, Integer.MAX_VALUE).hashCode() + 31L * differences.hashCode();
    }

    @Override
    public Comparison compare(AuditRange range, int limit) {
        List<UUID> orders = views.orders(range, limit).stream().map(it -> it.orderId()).toList();
        ordersCompared += orders.size();
        return new Comparison(
                orders.size(),
                orders.size() < limit ? Optional.empty() : Optional.of(orders.getLast()),
                differences.entrySet().stream()
                        .filter(it -> orders.contains(it.getKey().value()))
                        .map(it -> new ModelDifference(it.getKey(), it.getValue()))
                        .toList());
    }

    @Override
    public PartitionOffset before(OrderId order) {
        return new PartitionOffset(0, 0);
    }

    @Override
    public void delete(OrderId order) {
        differences.remove(order);
    }
}
