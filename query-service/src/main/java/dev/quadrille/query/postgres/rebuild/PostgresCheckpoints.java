package dev.quadrille.query.postgres.rebuild;

import dev.quadrille.messaging.PartitionOffset;
import dev.quadrille.messaging.topics.TopicOffsets;
import dev.quadrille.messaging.topics.TopicReader;
import dev.quadrille.query.application.rebuild.Checkpoint;
import dev.quadrille.query.application.rebuild.Checkpoints;
import dev.quadrille.query.application.rebuild.Rebuild;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCheckpoints implements Checkpoints {

    private static final String START =
            """
            with noted as (
                update rebuild set log_identity = :log, model_version = :version where id = :id)
            insert into rebuild_checkpoint (rebuild_id, log_partition, begin_offset, next_offset)
            select :id, * from unnest(:partitions, :begin, :next)
            """;

    // Only from where the last page ended, which detects a reader that is ahead of a rollback.
    private static final String ADVANCE =
            """
            update rebuild_checkpoint c
               set next_offset = page.upto
              from unnest(:partitions, :begin, :next) as page (log_partition, since, upto)
             where c.rebuild_id = :id and c.log_partition = page.log_partition
               and c.next_offset = page.since
            """;

    private static final String LEAVE_OUT =
            """
            insert into rebuild_left_out (rebuild_id, log_partition, log_offset)
            select :id, * from unnest(:partitions, :offsets)
                on conflict do nothing
            """;

    private final JdbcClient jdbc;

    PostgresCheckpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Checkpoint> find(Rebuild rebuild) {
        TopicOffsets next = offsets(rebuild, "next_offset");
        return next.byPartition().isEmpty()
                ? Optional.empty()
                : jdbc.sql("select log_identity, model_version from rebuild where id = :id")
                        .param("id", rebuild.id())
                        .query((row, _) ->
                                new Checkpoint(
                                        row.getString(1),
                                        row.getInt(2),
                                        offsets(rebuild, "begin_offset"),
                                        next))
                        .optional();
    }

    private TopicOffsets offsets(Rebuild rebuild, String column) {
        return TopicOffsets.of(positions(rebuild, column, "rebuild_checkpoint"));
    }

    private List<PartitionOffset> positions(Rebuild rebuild, String column, String table) {
        return jdbc.sql(
                        "select log_partition, %s from %s where rebuild_id = :id"
                                .formatted(column, table))
                .param("id", rebuild.id())
                .query((row, _) -> new PartitionOffset(row.getInt(1), row.getLong(2)))
                .list();
    }

    @Override
    public void start(Rebuild rebuild, Checkpoint checkpoint) {
        jdbc.sql("delete from rebuild_checkpoint").update();
        jdbc.sql("delete from rebuild_left_out").update();
        write(START, rebuild, checkpoint.begin(), checkpoint.next())
                .param("log", checkpoint.log())
                .param("version", checkpoint.modelVersion())
                .update();
    }

    @Override
    public void advance(Rebuild rebuild, TopicReader.Page<?> page) {
        int advanced = write(ADVANCE, rebuild, page.from(), page.to()).update();
        if (advanced != page.to().byPartition().size()) {
            throw new IllegalStateException(
                    "the page from %s does not follow the last one".formatted(page.from()));
        }
    }

    private JdbcClient.StatementSpec write(
            String statement, Rebuild rebuild, TopicOffsets begin, TopicOffsets next) {
        List<Integer> partitions = List.copyOf(next.byPartition().keySet());
        return jdbc.sql(statement)
                .param("id", rebuild.id())
                .param("partitions", array("int", partitions, it -> it))
                .param("begin", array("bigint", partitions, begin::of))
                .param("next", array("bigint", partitions, next::of));
    }

    @Override
    public void leaveOut(Rebuild rebuild, Collection<PartitionOffset> positions) {
        jdbc.sql(LEAVE_OUT)
                .param("id", rebuild.id())
                .param("partitions", array("int", positions, PartitionOffset::partition))
                .param("offsets", array("bigint", positions, PartitionOffset::offset))
                .update();
    }

    @Override
    public List<PartitionOffset> leftOut(Rebuild rebuild) {
        return positions(rebuild, "log_offset", "rebuild_left_out");
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
