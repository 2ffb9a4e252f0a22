package dev.quadrille.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/// Configures separate connections for schema migrations, in services that have a database.
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass(FlywayConnectionDetails.class)
@ConditionalOnBean(JdbcConnectionDetails.class)
public class MigrationConfiguration {

    @Bean
    FlywayConnectionDetails migrationConnection(JdbcConnectionDetails database) {
        return new MigrationConnection(database);
    }

    /// Connections for migrations, without the limits of requests. A statement may take as long as
    /// a large table requires, and the connection that holds the Flyway lock idles in its
    /// transaction meanwhile. A migration must not wait long for a table lock, because later
    /// statements queue behind it. Fifteen seconds exceed any transaction of a service: the
    /// migration gets the lock, or the process restarts.
    private record MigrationConnection(JdbcConnectionDetails database)
            implements FlywayConnectionDetails {

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
}
