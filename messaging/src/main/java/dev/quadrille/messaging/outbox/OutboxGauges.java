package dev.quadrille.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How much waits to be sent, and how long it has waited. Asked of the database when the meters are
/// read, so each replica shows the same.
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
        Gauge.builder("quadrille.outbox.size", this, it -> it.ask(SIZE)).register(meters);
        Gauge.builder("quadrille.outbox.oldest", this, it -> it.ask(AGE))
                .baseUnit("seconds")
                .register(meters);
    }

    private double ask(String figure) {
        return jdbc.sql(figure).query(Double.class).single();
    }
}
