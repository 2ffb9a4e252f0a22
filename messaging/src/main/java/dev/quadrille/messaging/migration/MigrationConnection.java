package dev.quadrille.messaging.migration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// Connections to the database of the service without the limits that apply to requests.
///
/// A statement may take as long as a large table requires; with the statement timeout of the pool,
/// an upgrade would fail at every start. The connection that holds the Flyway lock is idle in its
/// transaction meanwhile. A migration must not wait long for a table lock, because all later
/// statements queue behind it. Fifteen seconds exceed any transaction of a service, so the
/// migration either gets the lock, or the process exits and is restarted.
record MigrationConnection(JdbcConnectionDetails database) implements FlywayConnectionDetails {

    private static final String LIMITS =
            "options=-c%20statement_timeout%3D0"
                    + "%20-c%20idle_in_transaction_session_timeout%3D0"
                    + "%20-c%20lock_timeout%3D15s";

    @Override
    public String getJdbcUrl() {
        String url = database.getJdbcUrl();
        return url + (url.contains("?") ? "&" : "?") + LIMITS + "&tcpKeepAlive=true";
    }

    @Override
    public @Nullable String getUsername() {
        return database.getUsername();
    }

    @Override
    public @Nullable String getPassword() {
        return database.getPassword();
    }
}
