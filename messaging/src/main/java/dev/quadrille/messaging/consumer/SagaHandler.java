package dev.quadrille.messaging.consumer;

import dev.quadrille.messaging.SagaParticipant;
import dev.quadrille.orderflow.Decision;
import dev.quadrille.orderflow.OrderFlow;
import dev.quadrille.orderflow.event.OrderEvent;
import java.lang.invoke.MethodHandle;

/// The method that handles one trigger of a row.
record SagaHandler<W>(OrderFlow row, SagaParticipant<W> participant, MethodHandle method) {

    Decision<?> decide(W work, OrderEvent event) {
        Decision<?> decision = invoke(work, event);
        if (decision instanceof Decision.Step<?> step) {
            step.published().ifPresent(this::requireDeclared);
        }
        return decision;
    }

    // MethodHandle declares Throwable; handlers throw no checked exceptions.
    @SuppressWarnings("IllegalCatch")
    private Decision<?> invoke(W work, OrderEvent event) {
        try {
            return (Decision<?>) method.invoke(participant, work, event);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(row + " failed", e);
        }
    }

    private void requireDeclared(OrderEvent published) {
        if (!row.publishes().contains(published.getClass())) {
            throw new IllegalStateException(
                    row + " must not publish " + published.getClass().getSimpleName());
        }
    }
}
