package dev.quadrille.query.web;

import dev.quadrille.orderapi.OrderDocument;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.query.application.OrderView;

/// Maps an order of the read model to its representation in the API.
final class OrderViewMapper {

    private OrderViewMapper() {}

    static OrderDocument document(OrderView view, OrderPlaced placed) {
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
