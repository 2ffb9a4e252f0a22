package dev.quadrille.query.postgres;

import dev.quadrille.query.application.rebuild.SpareSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Swaps the sets by swapping their schemas. PostgreSQL finds a table by its name anew when it had
/// to wait for its lock, so a statement sees the one set or the other, and none fails. (A
/// transaction that keeps its snapshot over several statements would see the new set empty; ours
/// take one for each.)
@Repository
class PostgresSpareSet implements SpareSet {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final JdbcTemplate jdbc;

    PostgresSpareSet(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void empty() {
        jdbc.execute("truncate spare.order_view, spare.order_event");
    }

    /// Nothing is known yet about tables that have just been empty, so the planner takes them for
    /// small, and would read all of them for every page.
    @Override
    public void open() {
        jdbc.execute(
                "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off");
    }

    @Override
    public void prepare() {
        jdbc.execute("set local statement_timeout = 0");
        // Without figures about the new tables the first questions would be answered by guesswork.
        jdbc.execute("analyze spare.order_view, spare.order_event");
    }

    @Override
    public void lockServing() {
        jdbc.execute("set local lock_timeout = '250ms'");
        try {
            jdbc.execute(
                    "lock table public.order_view, public.order_event in access exclusive mode");
        } catch (DataAccessException e) {
            throw isTaken(e) ? new CannotAcquireLockException("others are at it", e) : e;
        }
    }

    /// The framework knows no meaning of this state.
    private static boolean isTaken(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException it
                && LOCK_NOT_AVAILABLE.equals(it.getSQLState());
    }

    @Override
    public void swap() {
        Stream.of("order_view", "order_event").forEach(this::swap);
        empty();
    }

    /// By way of a third schema, for the names of two sets cannot stand in one.
    private void swap(String table) {
        jdbc.execute("alter table public." + table + " set schema retired");
        jdbc.execute("alter table spare." + table + " set schema public");
        jdbc.execute("alter table retired." + table + " set schema spare");
    }
}
