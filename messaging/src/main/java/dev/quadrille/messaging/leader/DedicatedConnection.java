package dev.quadrille.messaging.leader;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A database connection outside the pool, for work that must continue when requests have exhausted
/// the pool. Every statement is its own transaction. Not thread-safe.
public final class DedicatedConnection implements AutoCloseable {

    // Driver timeouts, in seconds. Without them, a database that disappeared silently would block
    // the caller for good.
    private static final String LIMITS = "connectTimeout=2&socketTimeout=5&tcpKeepAlive=true";

    // To the planner a queue table looks tiny, so it would read all pages sequentially, including
    // thousands of dead rows, instead of a few index entries at the head.
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

    /// Connects on first use, and again after {@link #reset}.
    public JdbcClient jdbc() {
        return jdbc;
    }

    /// Drops the connection. Must be called after any failure.
    public void reset() {
        source.resetConnection();
    }

    /// Drops the connection. A component that is restarted may use it again.
    @Override
    public void close() {
        source.resetConnection();
    }
}
