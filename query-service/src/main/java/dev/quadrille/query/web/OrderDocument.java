package dev.quadrille.query.web;

import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.query.application.OrderView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The representation of an order in the API.
record OrderDocument(
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

    static OrderDocument of(OrderView view, OrderPlaced placed) {
        return new OrderDocument(
                view.orderId().toString(),
                placed.customerId().value(),
                view.status().name(),
                view.reason().map(Enum::name),
                view.settled(),
                placed.lines(),
                placed.total(),
                view.placedAt(),
                view.updatedAt(),
                view.version(),
                view.traceId());
    }
}
