package dev.quadrille.platform.database;

import dev.quadrille.platform.fault.FaultPoint;
import dev.quadrille.platform.fault.FaultPoints;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A connection outside the pool, for work that must continue when requests have exhausted the
/// pool. Statements commit individually. Not thread-safe.
public final class DedicatedConnection implements AutoCloseable {

    // Without timeouts, in seconds, a database that disappeared silently would block the caller for
    // good.
    private static final String LIMITS = "connectTimeout=2&socketTimeout=5&tcpKeepAlive=true";

    // A queue table looks tiny to the planner, which would scan all pages and their dead rows.
    private static final String PLANS = "&options=-c%20enable_seqscan%3Doff";

    private final SingleConnectionDataSource source;
    private final JdbcClient jdbc;
    private final FaultPoints faults;

    public DedicatedConnection(JdbcConnectionDetails details) {
        this(details, FaultPoints.NONE);
    }

    /// @param faults passed before each use of the connection
    public DedicatedConnection(JdbcConnectionDetails details, FaultPoints faults) {
        this.faults = faults;
        String url = details.getJdbcUrl();
        this.source =
                new SingleConnectionDataSource(
                        url + (url.contains("?") ? "&" : "?") + LIMITS + PLANS, true);
        source.setUsername(details.getUsername());
        source.setPassword(details.getPassword());
        source.setAutoCommit(true);
        this.jdbc = JdbcClient.create(source);
    }

    public JdbcClient jdbc() {
        faults.pass(FaultPoint.DEDICATED_CONNECTION);
        return jdbc;
    }

    /// Drops the connection. Must be called after any failure.
    public void reset() {
        source.resetConnection();
    }

    /// A restarted component may use the connection again.
    @Override
    public void close() {
        source.resetConnection();
    }
}
