package dev.quadrille.messaging.outbox;

import dev.quadrille.messaging.leader.Lease;
import dev.quadrille.platform.database.DedicatedConnection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.support.SqlArrayValue;

/// The outbox table as the relay reads it, on a dedicated connection.
final class RelayTable {

    // Per destination and read. A dead letter of maximum size is read alone; the events of twelve
    // partitions stay far below the heap size.
    private static final int ROWS = 500;
    private static final int BYTES = 512 * 1024;

    // Every read starts at the first row of a destination. A cursor (`id > last`) would skip rows
    // that commit late, because ids are assigned before the commit order is known. The recursive
    // query needs one index probe per destination, and `octet_length` reads no large value.
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
                          count(*) over () as total
                     from (select *, octet_length(body) + coalesce(octet_length(raw_body), 0) as size
                             from outbox
                            where topic = d.topic and log_partition = d.part
                              and (id <= :leftBehind or topic <> all (:sentDirectly))
                            order by id limit :rows) first) head
             where not exists (select from unnest(:topics, :partitions) b (topic, part)
                                where b.topic = d.topic and b.part = d.part)
               and head.before < :bytes
             order by head.id
            """;

    // Fencing: a zombie relay, frozen and replaced, no longer finds its epoch and deletes nothing.
    // `skip locked`, so that the relay does not wait for a transaction that deletes the same rows.
    private static final String DELETE =
            """
            with held as (
                select from lease where name = :lease and holder = :holder and epoch = :epoch),
            deleted as (
                delete from outbox
                 where id in (select id from outbox where id = any (:ids) for update skip locked)
                   and exists (select from held)
                returning id)
            select (select count(*) from deleted) from held
            """;

    private final DedicatedConnection connection;

    private final String source;
    private final Set<String> sentDirectly;

    /// @param source the publishing service
    /// @param sentDirectly the topics of which only rows left behind are relayed
    RelayTable(DedicatedConnection connection, String source, Set<String> sentDirectly) {
        this.sentDirectly = sentDirectly;
        this.connection = connection;
        this.source = source;
    }

    /// The largest id; zero if the outbox is empty.
    long newest() {
        return connection
                .jdbc()
                .sql("select coalesce(max(id), 0) from outbox")
                .query(Long.class)
                .single();
    }

    /// Returns the oldest rows of each destination that is not blocked.
    ///
    /// @param leftBehind the largest id of rows that replicas send directly but have left behind
    Collection<Head> heads(Set<TopicPartition> blocked, long leftBehind) {
        Map<TopicPartition, Head> heads = new LinkedHashMap<>();
        connection
                .jdbc()
                .sql(HEADS)
                .param("rows", ROWS)
                .param("bytes", BYTES)
                .param("leftBehind", leftBehind)
                .param("sentDirectly", array("text", sentDirectly, it -> it))
                .param("topics", array("text", blocked, TopicPartition::topic))
                .param("partitions", array("int", blocked, TopicPartition::partition))
                .query((ResultSet row) -> {
                    OutboxRow read = OutboxRow.read(row, source);
                    int total = row.getInt("total");
                    heads.computeIfAbsent(read.destination(), it -> Head.of(it, total))
                            .rows()
                            .add(read);
                });
        return heads.values();
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    /// Deletes acknowledged rows, and returns how many. Empty if another replica has claimed the
    /// lease since they were sent.
    Optional<Integer> delete(Collection<OutboxRow> sent, Lease lease, long epoch) {
        return connection
                .jdbc()
                .sql(DELETE)
                .param("ids", array("bigint", sent, OutboxRow::id))
                .param("lease", lease.name())
                .param("holder", lease.holder())
                .param("epoch", epoch)
                .query(Integer.class)
                .optional();
    }

    void reconnect() {
        connection.reset();
    }

    void close() {
        connection.close();
    }

    /// The oldest rows of one destination.
    ///
    /// @param total how many rows the destination has, up to the limit
    record Head(TopicPartition destination, List<OutboxRow> rows, int total) {

        private static Head of(TopicPartition destination, int total) {
            return new Head(destination, new ArrayList<>(), total);
        }

        boolean mayHaveMore() {
            return total == ROWS || total > rows.size();
        }
    }
}
