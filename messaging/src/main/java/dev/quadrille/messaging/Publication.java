package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import java.util.Optional;

/// A fact on its way out.
///
/// @param traceparent the W3C trace context of what caused the fact; empty where nothing is traced
public record Publication<E>(Topic<E> topic, E event, Optional<String> traceparent) {

    public static Publication<OrderEvent> of(OrderEvent event, Optional<String> traceparent) {
        return new Publication<>(Topic.ORDER_FLOW, event, traceparent);
    }

    public static Publication<ProductListed> of(ProductListed event) {
        return new Publication<>(Topic.CATALOG, event, Optional.empty());
    }

    public String key() {
        return topic.keyOf(event);
    }
}
