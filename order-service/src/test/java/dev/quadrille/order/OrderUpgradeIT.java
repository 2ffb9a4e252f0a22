package dev.quadrille.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Tests that the migrations keep the data of earlier versions.
class OrderUpgradeIT {

    private final Database database = Servers.postgres().newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(
                    new DriverManagerDataSource(
                            database.url(), database.user(), database.password()));

    @Test
    void keepsIdempotencyKeys() {
        migrations("classpath:db/messaging", "classpath:db/order-service")
                .target("2")
                .load()
                .migrate();
        jdbc.sql(
                        """
                        insert into idempotency_key (customer_id, key, request_hash, order_id, created_at)
                        values ('alice', 'key', 'hash', '01920000-0000-7000-8000-0000000000aa',
                                '2026-01-01T12:00:00Z')
                        """)
                .update();
        migrations(
                        "classpath:db/messaging",
                        "classpath:db/idempotency",
                        "classpath:db/order-service")
                .load()
                .migrate();
        assertThat(
                        jdbc.sql(
                                        """
                                        select concat_ws(' ', caller, key, request_hash, answer, created_at at time zone 'UTC')
                                          from answered_request
                                        """)
                                .query(String.class)
                                .list())
                .containsExactly(
                        "alice key hash 01920000-0000-7000-8000-0000000000aa 2026-01-01 12:00:00");
    }

    private FluentConfiguration migrations(String... locations) {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .outOfOrder(true)
                .locations(locations);
    }
}
