package dev.quadrille.messaging;

import dev.quadrille.orderflow.OrderFlow;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method of a {@link SagaParticipant} as the handler of one row of the flow. It takes the
/// loaded work and an event, and returns a {@link dev.quadrille.orderflow.Decision}. A row with
/// several triggers has one method per trigger, or one for their common type.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Handles {

    OrderFlow value();
}
