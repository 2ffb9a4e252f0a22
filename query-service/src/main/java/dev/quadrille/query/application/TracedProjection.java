package dev.quadrille.query.application;

import dev.quadrille.messaging.BatchHandler;
import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.messaging.trace.EventSpans;
import dev.quadrille.orderflow.event.OrderEvent;
import java.util.List;

/// The live projection, recorded in the traces of the orders. A rebuild, which reads the whole log,
/// is not traced.
record TracedProjection(Projection projection, EventSpans spans)
        implements BatchHandler<OrderEvent> {

    @Override
    public void handle(List<EventEnvelope<OrderEvent>> batch) {
        spans.traceBatch(
                batch,
                event -> "PROJECT " + event.getClass().getSimpleName(),
                traced -> projection.handle(traced.events()));
    }
}
