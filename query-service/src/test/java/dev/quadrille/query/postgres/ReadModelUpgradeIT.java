package dev.quadrille.query.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.orderflow.event.OrderPlaced;
import dev.quadrille.orderflow.event.StockReserved;
import dev.quadrille.query.application.EventOccurrence;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReadModelUpgradeIT {

    private final Database database = Servers.postgres().newDatabase();
    private final DriverManagerDataSource source =
            new DriverManagerDataSource(database.url(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(source);

    @Test
    void addsPositionsAndTimesToEventsOfOldOrders() {
        flyway().target("2").load().migrate();
        jdbc.sql(
                        """
                        insert into order_view values
                        ('01920000-0000-7000-8000-0000000000aa', 'alice', 'PLACED', false, '{}', null,
                         'OrderPlaced StockReserved', '2026-11-21T10:00:00.000001Z',
                         '2026-11-21T10:00:00.999999Z', 2, 7, 20, null)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into order_event values
                        ('01920000-0000-7000-8000-0000000000aa', 20, 7, gen_random_uuid(),
                         'StockReserved', '2026-11-21T10:00:00.999999Z', '{}'),
                        ('01920000-0000-7000-8000-0000000000aa', 25, 7, gen_random_uuid(),
                         'StockReserved', '2026-11-21T10:00:02Z', '{}'),
                        ('01920000-0000-7000-8000-0000000000aa', 3, 7, gen_random_uuid(),
                         'OrderPlaced', '2026-11-21T10:00:00.000001Z', '{}')
                        """)
                .update();
        flyway().load().migrate();

        String seen = jdbc.sql("select seen from order_view").query(String.class).single();
        assertThat(EventOccurrences.read(seen, 7))
                .isEqualTo(
                        Map.of(
                                OrderPlaced.class,
                                occurrence(3, "2026-11-21T10:00:00.000001Z"),
                                StockReserved.class,
                                occurrence(20, "2026-11-21T10:00:00.999999Z")));
        assertThat(EventOccurrences.write(EventOccurrences.read(seen, 7))).isEqualTo(seen);
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/messaging", "classpath:db/query-service")
                .outOfOrder(true);
    }

    private static EventOccurrence occurrence(long offset, String at) {
        return new EventOccurrence(new PartitionOffset(7, offset), Instant.parse(at));
    }
}
