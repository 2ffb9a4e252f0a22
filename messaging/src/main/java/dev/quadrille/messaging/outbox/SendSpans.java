package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.Topic;
import dev.quadrille.messaging.wire.Envelope;
import dev.quadrille.messaging.wire.Outgoing;
import dev.quadrille.platform.telemetry.OrderSpan;
import dev.quadrille.platform.telemetry.OrderTraces;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Optional;

/// Shows how long a fact took from the outbox to the broker: its span begins when the fact was
/// appended.
record SendSpans(OrderTraces traces) {

    OrderSpan begin(Outgoing outgoing) {
        return outgoing instanceof Envelope fact ? begin(fact) : OrderSpan.NONE;
    }

    private OrderSpan begin(Envelope fact) {
        Optional<String> cause = Optional.ofNullable(fact.traceparent());
        if (!traces.record(cause)) {
            return OrderSpan.NONE;
        }
        String type = Topic.nameOf(fact.type());
        return traces.begin(SpanKind.PRODUCER, "PUBLISH " + type, cause, fact.at())
                .about(fact.key())
                .with("event.type", type)
                .with("event.id", fact.id().toString());
    }

    /// What goes on the wire: consumers hang beneath the sending.
    static Outgoing caused(Outgoing outgoing, OrderSpan sending) {
        return outgoing instanceof Envelope fact
                ? sending.traceparent().map(fact::causedBy).orElse(fact)
                : outgoing;
    }
}
