package dev.quadrille.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.platform.database.DedicatedConnection;
import dev.quadrille.testsupport.replica.Replica;
import dev.quadrille.testsupport.replica.ReplicaTestBed;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// A dead letter may be a thousand times as large as an event. Large dead letters must neither fill
/// the heap nor delay events.
class LargeDeadLettersIT {

    private static final int LETTERS = 100;
    private static final int SIZE = 1_000_000;

    @RegisterExtension final ReplicaTestBed testBed = new ReplicaTestBed();

    @Test
    void areReadOneAtATimeTogetherWithTheEvents() {
        Replica replica = testBed.start(Replica.sender());
        JdbcConnectionDetails database = replica.bean(JdbcConnectionDetails.class);
        replica.pause();
        insert(
                LETTERS,
                "'order-flow.parcel.dead', null, '', '{}', repeat('x', " + SIZE + ")::bytea");
        insert(500, "'order-flow', n::text, '{}', null, null::bytea");

        RelayTable rows =
                new RelayTable(new DedicatedConnection(database), "parcel-service", Set.of());
        Collection<RelayTable.Head> heads = rows.heads(Set.of(), 0);
        rows.close();

        assertThat(heads.stream().mapToLong(LargeDeadLettersIT::bytes).sum()).isEqualTo(SIZE);
        assertThat(heads).hasSize(13);
        assertThat(heads.stream().mapToInt(it -> it.rows().size()).sum()).isEqualTo(501);
        assertThat(heads)
                .filteredOn(it -> it.destination().topic().equals("order-flow.parcel.dead"))
                .singleElement()
                .satisfies(it -> assertThat(it.mayHaveMore()).isTrue());
    }

    private void insert(int count, String values) {
        testBed.jdbc()
                .sql(
                        "insert into outbox (topic, key, event_id, type, at, body, headers,"
                                + " raw_body) select topic, key, gen_random_uuid(), 'x', now(), body,"
                                + " headers, raw_body from generate_series(1, ?) n, lateral (values ("
                                + values
                                + "))"
                                + " as it (topic, key, body, headers, raw_body)")
                .param(count)
                .update();
    }

    private static long bytes(RelayTable.Head head) {
        return head.rows().stream()
                .filter(it -> it.key() == null && it.record().value() != null)
                .mapToLong(it -> it.record().value().length)
                .sum();
    }
}
