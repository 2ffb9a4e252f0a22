package dev.quadrille.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What the relay has done.
final class RelayMetrics {

    private final Counter sent;
    private final Counter fenced;
    private final Counter failures;

    RelayMetrics(MeterRegistry meters) {
        this.sent = meters.counter("quadrille.relay.sent");
        this.fenced = meters.counter("quadrille.relay.fenced");
        this.failures = meters.counter("quadrille.relay.failures");
    }

    /// So many were acknowledged, and so many of them were ours to delete; the others a successor
    /// has sent as well.
    void sent(int acknowledged, int deleted) {
        sent.increment(acknowledged);
        fenced.increment(acknowledged - (double) deleted);
    }

    void failed(int deliveries) {
        failures.increment(deliveries);
    }
}
