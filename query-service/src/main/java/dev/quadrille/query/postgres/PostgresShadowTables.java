package dev.quadrille.query.postgres;

import dev.quadrille.query.application.rebuild.ShadowTables;
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
class PostgresShadowTables implements ShadowTables {

    /// For statements over tables that have just been empty: nothing is known yet about them, so
    /// the planner takes them for small, and would read all of them each time.
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
        // Without figures about the new tables the first questions would be answered by guesswork.
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

    /// By way of a third schema, for the names of two sets cannot stand in one.
    private void swap(String table) {
        execute("alter table public." + table + " set schema retired");
        execute("alter table spare." + table + " set schema public");
        execute("alter table retired." + table + " set schema spare");
    }

    /// In every step another transaction, for example a vacuum of the spare set, may hold a lock.
    private void execute(String statement) {
        try {
            jdbc.execute(statement);
        } catch (DataAccessException e) {
            throw isTaken(e)
                    ? new CannotAcquireLockException("another transaction holds a table", e)
                    : e;
        }
    }

    /// The framework knows no meaning of this state.
    private static boolean isTaken(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException it
                && LOCK_NOT_AVAILABLE.equals(it.getSQLState());
    }
}
