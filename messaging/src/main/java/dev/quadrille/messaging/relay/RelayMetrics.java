package dev.quadrille.messaging.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counters of the relay.
final class RelayMetrics {

    private final Counter sent;
    private final Counter fenced;
    private final Counter failures;

    RelayMetrics(MeterRegistry meters) {
        this.sent = meters.counter("quadrille.relay.sent");
        this.fenced = meters.counter("quadrille.relay.fenced");
        this.failures = meters.counter("quadrille.relay.failures");
    }

    /// Rows acknowledged but not deleted were fenced: a successor has published them too.
    void sent(int acknowledged, int deleted) {
        sent.increment(acknowledged);
        fenced.increment(acknowledged - (double) deleted);
    }

    void failed(int deliveries) {
        failures.increment(deliveries);
    }
}
