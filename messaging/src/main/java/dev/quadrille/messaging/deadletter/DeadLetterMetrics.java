package dev.quadrille.messaging.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts what dies, waits, and is let go on, and shows how many rows each of the tables has now.
final class DeadLetterMetrics {

    private final MeterRegistry meters;

    DeadLetterMetrics(MeterRegistry meters, DeadLetterTable rows) {
        this.meters = meters;
        Gauge.builder("quadrille.dead.letters.present", rows, DeadLetterTable::count)
                .register(meters);
        Gauge.builder("quadrille.parked.events.present", rows, DeadLetterTable::countParked)
                .register(meters);
        Gauge.builder("quadrille.discarded.events.present", rows, DeadLetterTable::countDiscarded)
                .register(meters);
    }

    void died(String topic, FailureClassification.Kind kind) {
        meters.counter("quadrille.dead.letters", "topic", topic, "cause", kind.word()).increment();
    }

    void parked(String topic) {
        meters.counter("quadrille.parked.events", "topic", topic).increment();
    }

    /// A record came again whose end is known: it is a dead letter, waits behind one, was given up,
    /// or was handled before the one that parks its order.
    void cameAgain(String topic) {
        meters.counter("quadrille.dead.letters.repeated", "topic", topic).increment();
    }

    /// @param outcome `done`, or `failed` if an event of the order fails still, or again
    void replayed(String outcome) {
        meters.counter("quadrille.dead.letters.replays", "outcome", outcome).increment();
    }

    void discarded() {
        meters.counter("quadrille.dead.letters.discards").increment();
    }
}
