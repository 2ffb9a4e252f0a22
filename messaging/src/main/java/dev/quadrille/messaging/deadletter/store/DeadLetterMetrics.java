package dev.quadrille.messaging.deadletter.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Metrics of dead letters, parked events and discarded records.
public final class DeadLetterMetrics {

    private final MeterRegistry meters;

    DeadLetterMetrics(MeterRegistry meters, DeadLetterTable table) {
        this.meters = meters;
        Gauge.builder("quadrille.dead.letters.present", table, DeadLetterTable::count)
                .register(meters);
        Gauge.builder("quadrille.parked.events.present", table, DeadLetterTable::countParked)
                .register(meters);
        Gauge.builder("quadrille.discarded.events.present", table, DeadLetterTable::countDiscarded)
                .register(meters);
    }

    void written(String topic, FailureClassification.Kind kind) {
        meters.counter("quadrille.dead.letters", "topic", topic, "cause", kind.label()).increment();
    }

    public void parked(String topic) {
        meters.counter("quadrille.parked.events", "topic", topic).increment();
    }

    /// Counts a redelivered record whose outcome is known: it is a dead letter, is parked, was
    /// discarded, or was handled before the letter that parks its order.
    public void repeated(String topic) {
        meters.counter("quadrille.dead.letters.repeated", "topic", topic).increment();
    }

    /// Counts a replay with the outcome `done`, or `failed` if an event of the order fails.
    public void replayed(String outcome) {
        meters.counter("quadrille.dead.letters.replays", "outcome", outcome).increment();
    }

    public void discarded() {
        meters.counter("quadrille.dead.letters.discards").increment();
    }
}
