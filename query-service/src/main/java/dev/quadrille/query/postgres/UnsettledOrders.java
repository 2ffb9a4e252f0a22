package dev.quadrille.query.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Measures the age of the oldest unsettled order. A growing age means that a step or a
/// compensation is stuck.
@Component
class UnsettledOrders implements MeterBinder {

    private static final String AGE_OF_OLDEST =
            """
            select coalesce(extract(epoch from now() - min(placed_at)), 0)
              from order_view where not settled
            """;

    private final JdbcClient jdbc;

    UnsettledOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("quadrille.orders.oldest.unsettled", this, UnsettledOrders::ageOfOldest)
                .baseUnit("seconds")
                .register(meters);
    }

    /// In seconds; NaN while the database does not respond.
    private double ageOfOldest() {
        return jdbc.sql(AGE_OF_OLDEST).query(Double.class).single();
    }
}
