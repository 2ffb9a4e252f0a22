package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.platform.telemetry.EventTrace;

/// An event to publish, with its topic and the trace context of the steps that it causes.
public record Publication<E>(Topic<E> topic, E event, EventTrace trace) {

    public static Publication<OrderEvent> of(OrderEvent event, EventTrace trace) {
        return new Publication<>(Topic.ORDER_FLOW, event, trace);
    }

    public static Publication<ProductListed> of(ProductListed event) {
        return new Publication<>(Topic.CATALOG, event, EventTrace.NONE);
    }

    public String key() {
        return topic.keyOf(event);
    }
}
