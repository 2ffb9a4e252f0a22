package dev.quadrille.messaging.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts skipped records: known events that the service does not handle, and foreign records. An
/// unknown event is never skipped; it becomes a dead letter.
final class SkippedRecords {

    private final Counter notHandled;
    private final Counter foreign;

    SkippedRecords(MeterRegistry meters, String topic) {
        this.notHandled = counter(meters, topic, "not_handled");
        this.foreign = counter(meters, topic, "foreign");
    }

    private static Counter counter(MeterRegistry meters, String topic, String reason) {
        return meters.counter("quadrille.consumer.skipped", "topic", topic, "reason", reason);
    }

    void count(boolean isForeign) {
        (isForeign ? foreign : notHandled).increment();
    }
}
