package dev.quadrille.platform.database;

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

    public DedicatedConnection(JdbcConnectionDetails details) {
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
