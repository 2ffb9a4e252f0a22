package dev.quadrille.order.web;

import dev.quadrille.order.application.OrderSnapshot;
import dev.quadrille.orderapi.OrderDocument;

/// Maps the state of an order to its representation in the API.
final class OrderSnapshotMapper {

    private OrderSnapshotMapper() {}

    static OrderDocument document(OrderSnapshot order) {
        return new OrderDocument(
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
