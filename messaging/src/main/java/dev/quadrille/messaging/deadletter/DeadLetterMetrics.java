package dev.quadrille.messaging.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Metrics of dead letters, parked events and discarded records.
final class DeadLetterMetrics {

    private final MeterRegistry meters;

    DeadLetterMetrics(MeterRegistry meters, JdbcClient jdbc) {
        this.meters = meters;
        gauge("quadrille.dead.letters.present", "dead_letter", jdbc);
        gauge("quadrille.parked.events.present", "parked_event", jdbc);
        gauge("quadrille.discarded.events.present", "discarded_event", jdbc);
    }

    private void gauge(String name, String table, JdbcClient jdbc) {
        Gauge.builder(name, () -> count(table, jdbc)).register(meters);
    }

    private static long count(String table, JdbcClient jdbc) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    void written(String topic, DeadLetterCause.Kind kind) {
        meters.counter("quadrille.dead.letters", "topic", topic, "cause", kind.label()).increment();
    }

    void parked(String topic) {
        meters.counter("quadrille.parked.events", "topic", topic).increment();
    }

    /// Counts a redelivered record whose outcome is known: it is a dead letter, is parked, was
    /// discarded, or was handled before the letter that parks its order.
    void repeated(String topic) {
        meters.counter("quadrille.dead.letters.repeated", "topic", topic).increment();
    }

    /// Counts a replay with the outcome `done`, or `failed` if an event of the order fails.
    void replayed(String outcome) {
        meters.counter("quadrille.dead.letters.replays", "outcome", outcome).increment();
    }

    void discarded() {
        meters.counter("quadrille.dead.letters.discards").increment();
    }
}
