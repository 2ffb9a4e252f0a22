package dev.quadrille.servers.postgres;

import dev.quadrille.servers.ServerFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/// The databases of the services. Each is owned by a role of the same name, and no other role may
/// connect. The password of a role is its name: the server accepts local connections only.
public final class Databases {

    static final String OWNER = "quadrille";

    private static final List<String> DURABILITY_SETTINGS =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    private final int port;

    /// @param port of the server on the loopback interface
    public Databases(int port) {
        this.port = port;
    }

    /// Whether the server accepts connections. The readiness probe of PostgreSQL.
    public boolean acceptConnections() {
        try (Connection _ = connect("postgres", OWNER)) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /// Creates missing roles and databases, and checks for each service that commits are durable.
    ///
    /// @param names the database names of the services, which are SQL identifiers
    public void createMissing(Collection<String> names) {
        try (Connection connection = connect("postgres", OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
            for (String name : names) {
                createMissing(name, statement);
            }
        } catch (SQLException e) {
            throw new ServerFailure("PostgreSQL cannot create a database: " + e.getMessage(), e);
        }
        names.forEach(this::requireDurable);
    }

    private static void createMissing(String name, Statement statement) throws SQLException {
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

    /// Connects as the service, because settings can differ by role and by database.
    private void requireDurable(String name) {
        try (Connection connection = connect(name, name);
                Statement statement = connection.createStatement()) {
            for (String setting : DURABILITY_SETTINGS) {
                requireOn(setting, statement, name);
            }
        } catch (SQLException e) {
            throw new ServerFailure(
                    "PostgreSQL refuses the connection of %s: %s".formatted(name, e.getMessage()),
                    e);
        }
    }

    private static void requireOn(String setting, Statement statement, String name)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            if (!rows.getString(1).equals("on")) {
                throw new ServerFailure(
                        "PostgreSQL runs with %s=%s for %s and could lose committed transactions."
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
