package dev.quadrille.query.postgres.rebuild;

import dev.quadrille.query.application.rebuild.ShadowTables;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Swaps the two sets of tables by swapping their schemas. PostgreSQL resolves a table name again
/// after it has waited for a lock, so a statement sees one set or the other, and none fails. (A
/// transaction that keeps its snapshot over several statements would see the new set empty; the
/// queries here take a snapshot per statement.)
@Repository
class PostgresShadowTables implements ShadowTables {

    /// For statements on tables that were empty until now: without statistics the planner assumes
    /// that they are small, and would scan them each time.
    static final String BY_INDEX =
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcTemplate jdbc;

    PostgresShadowTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isEmpty() {
        return !Boolean.TRUE.equals(
                jdbc.queryForObject(
                        """
                        select exists (select from spare.order_view)
                            or exists (select from spare.order_event)
                        """,
                        Boolean.class));
    }

    @Override
    public void empty() {
        execute("truncate spare.order_view, spare.order_event");
    }

    @Override
    public void lock() {
        execute("lock table spare.order_view, spare.order_event in access exclusive mode");
    }

    @Override
    public void open() {
        execute(BY_INDEX);
    }

    @Override
    public void prepare() {
        execute("set local statement_timeout = 0");
        // Without statistics on the new tables the first queries would have bad plans.
        execute("analyze spare.order_view, spare.order_event");
    }

    @Override
    public void lockServing() {
        execute("set local lock_timeout = '250ms'");
        execute("lock table public.order_view, public.order_event in access exclusive mode");
    }

    @Override
    public void swap() {
        Stream.of("order_view", "order_event").forEach(this::swap);
        empty();
    }

    /// Through a third schema, because one schema cannot contain two tables of one name.
    private void swap(String table) {
        execute("alter table public." + table + " set schema retired");
        execute("alter table spare." + table + " set schema public");
        execute("alter table retired." + table + " set schema spare");
    }

    /// In every step another transaction, for example a vacuum of the shadow tables, may hold a
    /// lock.
    private void execute(String statement) {
        try {
            jdbc.execute(statement);
        } catch (DataAccessException e) {
            throw isTaken(e)
                    ? new CannotAcquireLockException("another transaction holds a table", e)
                    : e;
        }
    }

    /// Spring does not translate this SQLSTATE.
    private static boolean isTaken(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException it
                && LOCK_NOT_AVAILABLE.equals(it.getSQLState());
    }
}
