package dev.quadrille.messaging;

import dev.quadrille.orderflow.OrderFlow;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the method of {@link SagaParticipant} that handles one row of the flow. It takes the
/// loaded work and the event, and returns a {@link dev.quadrille.orderflow.Decision}. A row with
/// several triggers has a method for each, or one that takes their common type.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Handles {

    OrderFlow value();
}
