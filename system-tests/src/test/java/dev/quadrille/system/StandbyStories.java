package dev.quadrille.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.system.deployment.DatabasePair;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The standby of the cluster when its primary is not what it was. Run by name, since it needs a
/// container engine:
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
        databases.askPrimary("create table if not exists kept as select 1 as row");
        await().atMost(REPLICATION)
                .ignoreExceptions()
                .until(() -> databases.askStandby(COUNT).equals("1"));
    }

    @AfterAll
    void removeThem() {
        databases.close();
    }

    @Test
    void theStandbyCopiesThePrimaryAgainWhenItsSlotIsLost() {
        databases.stopStandby();
        databases.askPrimary("select pg_drop_replication_slot('standby')");
        databases.bringUp();
        assertThat(databases.askStandby(COUNT)).isEqualTo("1");
        databases.askPrimary("create table later as select 2 as row");
        await().atMost(REPLICATION)
                .ignoreExceptions()
                .until(() -> databases.askStandby("select row from later").equals("2"));
        databases.askPrimary("drop table later");
    }

    @Test
    void theStandbyKeepsTheLastCopyWhenThePrimaryComesBackEmpty() {
        databases.losePrimary();
        databases.bringUp();

        assertThat(databases.askPrimary("select count(*) from pg_class where relname = 'kept'"))
                .isEqualTo("0");
        assertThat(databases.askStandby(COUNT)).isEqualTo("1");
        assertThat(databases.standbyLog()).contains("NOT FOLLOWING postgres");
        databases.close();
    }
}
