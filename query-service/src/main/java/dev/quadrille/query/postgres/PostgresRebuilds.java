package dev.quadrille.query.postgres;

import dev.quadrille.platform.Uuids;
import dev.quadrille.query.application.rebuild.Rebuild;
import dev.quadrille.query.application.rebuild.Rebuilds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresRebuilds implements Rebuilds {

    private static final String REQUEST =
            """
            insert into rebuild (id, state, requested_at) values (:id, 'REQUESTED', clock_timestamp())
                on conflict do nothing
            """;

    private static final String BEGIN =
            """
            update rebuild
               set state = 'RUNNING', attempt = attempt + 1, events_read = 0,
                   started_at = clock_timestamp()
             where state in ('REQUESTED', 'RUNNING')
            returning *
            """;

    private static final String OF_THIS_ATTEMPT =
            " where id = :id and attempt = :attempt and state = 'RUNNING'";

    private final JdbcClient jdbc;

    PostgresRebuilds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean request() {
        return jdbc.sql(REQUEST).param("id", Uuids.next()).update() == 1;
    }

    @Override
    public Optional<Rebuild> latest() {
        return jdbc.sql("select * from rebuild order by requested_at desc, id desc limit 1")
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public int generation() {
        return jdbc.sql("select count(*) from rebuild where state = 'DONE'")
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<Rebuild> begin() {
        return jdbc.sql(BEGIN).query((row, _) -> read(row)).optional();
    }

    @Override
    public void advance(Rebuild attempt, long eventsRead, long eventsTotal) {
        write(
                attempt,
                jdbc.sql(
                                "update rebuild set events_read = :read, events_total = :total"
                                        + OF_THIS_ATTEMPT)
                        .param("read", eventsRead)
                        .param("total", eventsTotal));
    }

    @Override
    public void finish(Rebuild attempt) {
        write(
                attempt,
                jdbc.sql(
                        "update rebuild set state = 'DONE', finished_at = clock_timestamp()"
                                + OF_THIS_ATTEMPT));
    }

    @Override
    public void fail(Rebuild attempt, String why) {
        write(
                attempt,
                jdbc.sql(
                                "update rebuild set state = 'FAILED', finished_at = clock_timestamp(),"
                                        + " failure = :why"
                                        + OF_THIS_ATTEMPT)
                        .param("why", why));
    }

    private static void write(Rebuild attempt, JdbcClient.StatementSpec statement) {
        int written =
                statement.param("id", attempt.id()).param("attempt", attempt.attempt()).update();
        if (written == 0) {
            throw new Overtaken();
        }
    }

    private static Rebuild read(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getObject("id", UUID.class),
                Rebuild.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getLong("events_read"),
                row.getLong("events_total"),
                time(row, "requested_at").orElseThrow(),
                time(row, "started_at"),
                time(row, "finished_at"),
                Optional.ofNullable(row.getString("failure")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
