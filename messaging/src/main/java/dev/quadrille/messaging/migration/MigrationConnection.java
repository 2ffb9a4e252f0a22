package dev.quadrille.messaging.migration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The service's database without the limits that requests have.
///
/// A statement may take as long as a large table needs; under the pool's ten seconds an upgrade
/// would fail at each start. The connection that holds Flyway's lock is idle in its transaction
/// meanwhile. But a migration must not wait for a table's lock for long: all that comes after it
/// waits behind it. Fifteen seconds are longer than any transaction of a service, so it gets the
/// lock, or the process ends and tries again.
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
