package dev.quadrille.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Gauges for the number of rows in the outbox and the age of the oldest one. They query the
/// database when the meters are read, so every replica reports the same values.
final class OutboxGauges {

    private static final String SIZE = "select count(*) from outbox";

    private static final String AGE =
            """
            select greatest(coalesce(
                (select extract(epoch from clock_timestamp() - at) from outbox order by id limit 1),
                0), 0)
            """;

    private final JdbcClient jdbc;

    OutboxGauges(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("quadrille.outbox.size", this, it -> it.query(SIZE)).register(meters);
        Gauge.builder("quadrille.outbox.oldest", this, it -> it.query(AGE))
                .baseUnit("seconds")
                .register(meters);
    }

    private double query(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
