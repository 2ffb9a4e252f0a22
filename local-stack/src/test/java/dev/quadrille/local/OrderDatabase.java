package dev.quadrille.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Connects to the database of order-service, as the service does.
final class OrderDatabase {

    private static final String NAME = "order_service";

    private final StackLayout layout;

    OrderDatabase(StackLayout layout) {
        this.layout = layout;
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(layout.jdbcUrl(NAME), role, role);
    }

    String query(String sql) throws SQLException {
        try (Connection connection = connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
