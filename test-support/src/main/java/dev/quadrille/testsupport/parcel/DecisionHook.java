package dev.quadrille.testsupport.parcel;

import dev.quadrille.orderflow.event.OrderEvent;

/// Lets a test make a decision fail, or observe it.
@FunctionalInterface
public interface DecisionHook {

    void onDecision(OrderEvent event);
}
