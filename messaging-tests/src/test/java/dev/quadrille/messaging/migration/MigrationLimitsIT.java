package dev.quadrille.messaging.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A migration of a large table may take longer than any request.
class MigrationLimitsIT {

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void migrationsHaveTheirOwnLimitsAndRequestsKeepTheirs() {
        Replica replica =
                testBed.start(
                        Replica.sender()
                                .with(
                                        "spring.flyway.locations",
                                        "classpath:db/messaging,classpath:db/limits"));
        assertThat(limits("select name, value from migration_limit"))
                .containsOnly(
                        Map.entry("statement_timeout", "0ms"),
                        Map.entry("idle_in_transaction_session_timeout", "0ms"),
                        Map.entry("lock_timeout", "15000ms"));
        assertThat(
                        replica.bean(JdbcClient.class)
                                .sql("show statement_timeout")
                                .query(String.class)
                                .single())
                .isEqualTo("10s");
    }

    private Map<String, String> limits(String query) {
        return testBed
                .jdbc()
                .sql(query)
                .query((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
