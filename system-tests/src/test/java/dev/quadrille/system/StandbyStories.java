package dev.quadrille.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.system.deployment.DatabasePair;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The standby of the cluster after a lost replication slot and a lost primary. These tests run
/// only by name, because they need a container engine:
///
///     ./mvnw verify -pl … -Dit.test=StandbyStories
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyStories {

    private static final Duration REPLICATION = Duration.ofSeconds(30);
    private static final String COUNT = "select count(*) from kept";

    private final DatabasePair databases = DatabasePair.up();

    @BeforeEach
    void storeARow() {
        databases.bringUp();
        databases.queryPrimary("create table if not exists kept as select 1 as row");
        await().atMost(REPLICATION)
                .ignoreExceptions()
                .until(() -> databases.queryStandby(COUNT).equals("1"));
    }

    @AfterAll
    void removeContainers() {
        databases.close();
    }

    @Test
    void standbyCopiesPrimaryAgainAfterLostSlot() {
        databases.stopStandby();
        databases.queryPrimary("select pg_drop_replication_slot('standby')");
        databases.bringUp();
        assertThat(databases.queryStandby(COUNT)).isEqualTo("1");
        databases.queryPrimary("create table later as select 2 as row");
        await().atMost(REPLICATION)
                .ignoreExceptions()
                .until(() -> databases.queryStandby("select row from later").equals("2"));
        databases.queryPrimary("drop table later");
    }

    @Test
    void standbyKeepsDataWhenPrimaryRestartsEmpty() {
        databases.losePrimary();
        databases.bringUp();

        assertThat(databases.queryPrimary("select count(*) from pg_class where relname = 'kept'"))
                .isEqualTo("0");
        assertThat(databases.queryStandby(COUNT)).isEqualTo("1");
        assertThat(databases.standbyLog()).contains("NOT FOLLOWING postgres");
        databases.close();
    }
}
