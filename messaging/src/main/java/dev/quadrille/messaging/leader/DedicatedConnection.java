package dev.quadrille.messaging.leader;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A connection outside of the pool, for work that must go on when requests have taken all of the
/// pool. Every statement commits by itself. Not for use by several threads at once.
public final class DedicatedConnection implements AutoCloseable {

    // The driver's own limits, in seconds: without them a database that vanished silently would
    // hold the caller for ever.
    private static final String LIMITS = "connectTimeout=2&socketTimeout=5&tcpKeepAlive=true";

    // A queue looks tiny to the planner, which then reads all of its pages, the thousands of dead
    // rows among them, instead of the few entries at the head of the index.
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

    /// Connects at the first use, and again after {@link #reset}.
    public JdbcClient jdbc() {
        return jdbc;
    }

    /// Drops the connection; to be called after any failure.
    public void reset() {
        source.resetConnection();
    }

    /// Drops the connection as well; whoever is started again may use it again.
    @Override
    public void close() {
        source.resetConnection();
    }
}
