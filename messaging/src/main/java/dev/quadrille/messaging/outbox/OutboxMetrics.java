package dev.quadrille.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Metrics of the outbox. The gauges query the database when the meters are read, so every replica
/// reports the same values.
final class OutboxMetrics {

    private static final String SIZE = "select count(*) from outbox";

    private static final String AGE =
            """
            select greatest(coalesce(
                (select extract(epoch from clock_timestamp() - at) from outbox order by id limit 1),
                0), 0)
            """;

    private final JdbcClient jdbc;
    private final Counter sentDirectly;
    private final Counter relayed;
    private final Counter fenced;
    private final Counter failures;

    OutboxMetrics(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("quadrille.outbox.size", this, it -> it.query(SIZE)).register(meters);
        Gauge.builder("quadrille.outbox.oldest", this, it -> it.query(AGE))
                .baseUnit("seconds")
                .register(meters);
        this.sentDirectly = meters.counter("quadrille.outbox.sent");
        this.relayed = meters.counter("quadrille.relay.sent");
        this.fenced = meters.counter("quadrille.relay.fenced");
        this.failures = meters.counter("quadrille.relay.failures");
    }

    private double query(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }

    /// Counts a row that a replica has sent after its commit.
    void sentDirectly() {
        sentDirectly.increment();
    }

    /// Counts rows that the relay has sent.
    void relayed(int rows) {
        relayed.increment(rows);
    }

    /// Counts rows that the relay has sent and must not delete: a successor publishes them too.
    void fenced(int rows) {
        fenced.increment(rows);
    }

    void failed(int deliveries) {
        failures.increment(deliveries);
    }
}
