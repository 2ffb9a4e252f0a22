package dev.quadrille.query.postgres.rebuild;

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

    private static final String UNDER_WAY = " where state in ('REQUESTED', 'RUNNING')";

    private static final String REQUEST =
            """
            insert into rebuild (id, state, requested_at) values (:id, 'REQUESTED', clock_timestamp())
                on conflict do nothing
            """;

    // An attempt that has read a twentieth of the log has made progress, so the count of attempts
    // restarts. A due time further ahead than the longest pause is due as well: the clock was set
    // back.
    private static final String BEGIN =
            """
            with due as (
                select id, case when events_read - tries_from > events_total / 20 then 0 else tries end as tries
                  from rebuild
                 where state in ('REQUESTED', 'RUNNING')
                   and (not_before is null or not_before <= clock_timestamp()
                        or not_before > clock_timestamp() + interval '1 minute')
                   for update)
            update rebuild r
               set state = 'RUNNING', attempt = r.attempt + 1, started_at = clock_timestamp(),
                   events_before = r.events_read, tries = due.tries + 1,
                   tries_from = case when due.tries = 0 then r.events_read else r.tries_from end,
                   not_before = clock_timestamp() + make_interval(secs => least(60, power(2, due.tries))),
                   last_error = case when r.state = 'RUNNING'
                                     then 'the end of its process' else r.last_error end
              from due
             where r.id = due.id
            returning r.*
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
    public boolean cancel() {
        return jdbc.sql(
                                "update rebuild set state = 'CANCELLED', finished_at = clock_timestamp()"
                                        + UNDER_WAY)
                        .update()
                == 1;
    }

    @Override
    public boolean isUnderWay() {
        return jdbc.sql("select exists (select from rebuild" + UNDER_WAY + ")")
                .query(Boolean.class)
                .single();
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
        require(
                write(
                        attempt,
                        jdbc.sql(
                                        """
                                        update rebuild
                                           set events_read = :read, events_total = :total,
                                               events_before = least(events_before, :read)
                                        """
                                                + OF_THIS_ATTEMPT)
                                .param("read", eventsRead)
                                .param("total", eventsTotal)));
    }

    @Override
    public void endInError(Rebuild attempt, String error) {
        boolean _ =
                write(
                        attempt,
                        jdbc.sql(
                                        "update rebuild set state = 'REQUESTED', last_error = :error"
                                                + OF_THIS_ATTEMPT)
                                .param("error", error));
    }

    @Override
    public void release(Rebuild attempt) {
        boolean _ =
                write(
                        attempt,
                        jdbc.sql(
                                "update rebuild set state = 'REQUESTED', tries = tries - 1, not_before = null"
                                        + OF_THIS_ATTEMPT));
    }

    @Override
    public void finish(Rebuild attempt) {
        require(
                write(
                        attempt,
                        jdbc.sql(
                                "update rebuild set state = 'DONE', finished_at = clock_timestamp()"
                                        + OF_THIS_ATTEMPT)));
    }

    @Override
    public void fail(Rebuild attempt, String why) {
        require(
                write(
                        attempt,
                        jdbc.sql(
                                        "update rebuild set state = 'FAILED', finished_at = clock_timestamp(),"
                                                + " failure = :why"
                                                + OF_THIS_ATTEMPT)
                                .param("why", why)));
    }

    /// Returns whether the attempt is the current one.
    private static boolean write(Rebuild attempt, JdbcClient.StatementSpec statement) {
        return statement.param("id", attempt.id()).param("attempt", attempt.attempt()).update()
                == 1;
    }

    private static void require(boolean current) {
        if (!current) {
            throw new Overtaken();
        }
    }

    private static Rebuild read(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getObject("id", UUID.class),
                Rebuild.State.valueOf(row.getString("state")),
                row.getInt("attempt"),
                new Rebuild.Tries(
                        row.getInt("tries"), Optional.ofNullable(row.getString("last_error"))),
                new Rebuild.Progress(
                        row.getLong("events_read"),
                        row.getLong("events_total"),
                        row.getLong("events_before")),
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
