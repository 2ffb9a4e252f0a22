package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.leader.DedicatedConnection;
import dev.quadrille.messaging.leader.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.support.SqlArrayValue;

/// The relay's view of the outbox table, on a connection of its own.
final class RelayTable {

    // How much is read of one destination at once. The largest dead letter is read alone; twelve
    // partitions of events and their copies in the producer are far below the heap.
    private static final int ROWS = 500;
    private static final int BYTES = 512 * 1024;

    // Each destination from its start each time. A cursor (`id > last`) would skip rows that commit
    // late: numbers are drawn before the order of commits is known. The destinations are found by
    // one probe of the index each, and the size of a large value is known without reading it.
    private static final String HEADS =
            """
            with recursive destination (topic, part) as (
                (select topic, log_partition from outbox order by topic, log_partition limit 1)
                union all
                select next.topic, next.log_partition
                  from destination d
                 cross join lateral (select topic, log_partition from outbox
                                      where (topic, log_partition) > (d.topic, d.part)
                                      order by topic, log_partition limit 1) next)
            select head.*
              from destination d
             cross join lateral (
                   select first.*, sum(size) over (order by id) - size as before,
                          count(*) over () as waiting
                     from (select *, octet_length(body) + coalesce(octet_length(raw_body), 0) as size
                             from outbox
                            where topic = d.topic and log_partition = d.part
                            order by id limit :rows) first) head
             where not exists (select from unnest(:topics, :partitions) b (topic, part)
                                where b.topic = d.topic and b.part = d.part)
               and head.before < :bytes
             order by head.id
            """;

    // A relay that was frozen and overtaken finds its epoch gone, and leaves the table to its
    // successor.
    private static final String DELETE =
            """
            delete from outbox
             where id = any (:ids)
               and exists (select from lease where name = :lease and holder = :holder and epoch = :epoch)
            """;

    private final DedicatedConnection connection;

    RelayTable(DedicatedConnection connection) {
        this.connection = connection;
    }

    /// The oldest rows of each destination that is not blocked.
    Collection<RelayBatch> heads(Set<Destination> blocked) {
        Heads heads = new Heads();
        connection
                .jdbc()
                .sql(HEADS)
                .param("rows", ROWS)
                .param("bytes", BYTES)
                .param("topics", array("text", blocked, Destination::topic))
                .param("partitions", array("int", blocked, Destination::partition))
                .query(heads::add);
        return heads.portions();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    /// Deletes rows that the broker has acknowledged; returns how many were still there and ours.
    int delete(Collection<OutboxRow> sent, Lease lease, long epoch) {
        return connection
                .jdbc()
                .sql(DELETE)
                .param("ids", array("bigint", sent, OutboxRow::id))
                .param("lease", lease.name())
                .param("holder", lease.holder())
                .param("epoch", epoch)
                .update();
    }

    void reconnect() {
        connection.reset();
    }

    void close() {
        connection.close();
    }

    private static final class Heads {

        private final Map<Destination, List<OutboxRow>> rows = new LinkedHashMap<>();
        private final Map<Destination, Integer> waiting = new HashMap<>();

        void add(ResultSet row) throws SQLException {
            OutboxRow read = OutboxRowReader.read(row);
            rows.computeIfAbsent(read.destination(), _ -> new ArrayList<>()).add(read);
            waiting.put(read.destination(), row.getInt("waiting"));
        }

        List<RelayBatch> portions() {
            return rows.entrySet().stream().map(it -> portion(it.getKey(), it.getValue())).toList();
        }

        private RelayBatch portion(Destination destination, List<OutboxRow> read) {
            int there = waiting.getOrDefault(destination, 0);
            return new RelayBatch(destination, read, there == ROWS || there > read.size());
        }
    }
}
