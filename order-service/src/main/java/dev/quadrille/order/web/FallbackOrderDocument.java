package dev.quadrille.order.web;

import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The API representation of an order, in the format of the read model.
record FallbackOrderDocument(
        String orderId,
        String customerId,
        String status,
        Optional<String> reason,
        boolean settled,
        List<OrderLine> items,
        Money total,
        Instant placedAt,
        Instant updatedAt,
        int version,
        Optional<String> traceId) {

    static FallbackOrderDocument of(OrderSnapshot order) {
        return new FallbackOrderDocument(
                order.orderId().toString(),
                order.customerId().value(),
                order.status(),
                order.reason().map(Enum::name),
                order.settled(),
                order.items(),
                order.total(),
                order.placedAt(),
                order.updatedAt(),
                order.version(),
                order.traceId());
    }
}
