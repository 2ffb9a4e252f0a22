package dev.quadrille.query.application.audit;

import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.AuditedOrder;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.messaging.audit.OrderRecords;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The recorded orders of one source. Counts the orders that are read one by one.
public final class InMemoryOrderRecords implements OrderRecords {

    private final NavigableMap<String, AuditedOrder> orders = new TreeMap<>();
    private int ordersRead;

    public void put(AuditedOrder order) {
        orders.put(order.orderId().toString(), order);
    }

    public void remove(UUID order) {
        orders.remove(order.toString());
    }

    int ordersRead() {
        return ordersRead;
    }

    Stream<AuditedOrder> in(AuditRange range) {
        return orders.values().stream().filter(it -> range.contains(it.orderId()));
    }

    @Override
    public OrderDigest digest(AuditRange range, int limit) {
        List<AuditedOrder> page = in(range).limit(limit).toList();
        return new OrderDigest(
                page.size(),
                page.stream().filter(AuditedOrder::open).count(),
                page.stream().filter(AuditedOrder::kept).count(),
                page.stream().filter(AuditedOrder::kept).mapToLong(AuditedOrder::amount).sum(),
                checksum(page, _ -> true, it -> it.orderId().hashCode()),
                checksum(page, AuditedOrder::kept, it -> it.orderId().hashCode()),
                checksum(
                        page,
                        AuditedOrder::kept,
                        it -> it.orderId().hashCode() * 31L + it.amount()),
                page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().orderId()));
    }

    private static long checksum(
            List<AuditedOrder> page,
            Predicate<AuditedOrder> which,
            ToLongFunction<AuditedOrder> hash) {
        return page.stream().filter(which).mapToLong(hash).sum();
    }

    @Override
    public List<AuditedOrder> orders(AuditRange range, int limit) {
        List<AuditedOrder> page = in(range).limit(limit).toList();
        ordersRead += page.size();
        return page;
    }
}
