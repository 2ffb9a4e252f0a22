package dev.quadrille.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.messaging.Topic;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.testsupport.replica.ServiceArguments;
import dev.quadrille.testsupport.servers.Database;
import dev.quadrille.testsupport.servers.Servers;
import dev.quadrille.testsupport.servers.TopicLog;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class InventoryUpgradeIT {

    private final Database database = Servers.postgres().newDatabase();
    private final JdbcClient jdbc =
            JdbcClient.create(
                    new DriverManagerDataSource(
                            database.url(), database.user(), database.password()));

    @BeforeAll
    static void setTimeout() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @Test
    void publishesAllProductsAgainWithTheirFirstVersion() {
        migrateToReleaseWithoutVersions();
        jdbc.sql(
                        """
                        insert into product values ('OLD-JUG', 'Old jug', 10, 'EUR'),
                                                   ('UNREADABLE-JUG', 'Unreadable jug', 10, '???'),
                                                   ('OLD-POT', 'Old pot', 20, 'EUR')
                        """)
                .update();
        Servers.kafka().clear();
        try (ConfigurableApplicationContext _ = start();
                TopicLog<ProductListed> catalog = new TopicLog<>(Topic.CATALOG)) {
            await().untilAsserted(() ->
                    assertThat(catalog.events())
                            .extracting(it -> it.event().sku() + " " + it.event().version())
                            .containsExactly("OLD-JUG 1", "OLD-POT 1"));
        }
        try (ConfigurableApplicationContext _ = start()) {
            assertThat(versions()).containsExactly(1, 1, 0);
        }
    }

    private void migrateToReleaseWithoutVersions() {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .outOfOrder(true)
                .locations(
                        "classpath:db/messaging",
                        "classpath:db/idempotency",
                        "classpath:db/inventory-service")
                .target("1")
                .load()
                .migrate();
    }

    private List<Integer> versions() {
        return jdbc.sql("select version from product order by sku")
                .query((row, _) -> row.getInt("version"))
                .list();
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(InventoryServiceApplication.class)
                .run(ServiceArguments.of(database));
    }
}
