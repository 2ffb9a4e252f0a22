package dev.quadrille.local.postgres;

import dev.quadrille.local.StackFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/// The databases in the server: one for each service, owned by a role of the same name and closed
/// to every other. The password of a role is its name, for the server is reachable from this
/// machine only.
public final class Databases {

    static final String OWNER = "quadrille";

    private static final List<String> DURABLE =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private final int port;

    /// Those of the server on this port of the loopback interface.
    public Databases(int port) {
        this.port = port;
    }

    /// Whether the server can be worked with yet.
    public boolean acceptConnections() {
        try (Connection _ = connect("postgres", OWNER)) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /// Creates what is missing, and makes sure that each service's commits last.
    ///
    /// @param names of the services, as SQL identifiers
    public void provide(Collection<String> names) {
        try (Connection connection = connect("postgres", OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
            for (String name : names) {
                provide(name, statement);
            }
        } catch (SQLException e) {
            throw new StackFailure("PostgreSQL cannot create a database: " + e.getMessage(), e);
        }
        names.forEach(this::requireDurable);
    }

    private static void provide(String name, Statement statement) throws SQLException {
        if (!exists("SELECT FROM pg_roles WHERE rolname = ?", name, statement)) {
            statement.execute("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(name));
        }
        if (!exists("SELECT FROM pg_database WHERE datname = ?", name, statement)) {
            statement.execute("CREATE DATABASE %1$s OWNER %1$s".formatted(name));
        }
        statement.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
    }

    private static boolean exists(String query, String name, Statement statement)
            throws SQLException {
        try (PreparedStatement select = statement.getConnection().prepareStatement(query)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /// Asks as the service itself, since a setting can differ by role and by database.
    private void requireDurable(String name) {
        try (Connection connection = connect(name, name);
                Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                requireOn(setting, statement, name);
            }
        } catch (SQLException e) {
            throw new StackFailure(
                    "PostgreSQL does not let %s in: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static void requireOn(String setting, Statement statement, String name)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            if (!rows.getString(1).equals("on")) {
                throw new StackFailure(
                        "PostgreSQL runs with %s=%s for %s, so it could lose what it has committed."
                                .formatted(setting, rows.getString(1), name));
            }
        }
    }

    private Connection connect(String database, String role) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", role);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
    }
}
