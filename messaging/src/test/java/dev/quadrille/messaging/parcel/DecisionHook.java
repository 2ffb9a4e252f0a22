package dev.quadrille.messaging.parcel;

import dev.quadrille.orderflow.event.OrderEvent;

/// Where a test can break a decision, or see that it is taken.
@FunctionalInterface
public interface DecisionHook {

    void pass(OrderEvent event);
}
