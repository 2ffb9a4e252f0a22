package dev.quadrille.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The order-service's database as the service reaches it.
final class OrderDatabase {

    private static final String NAME = "order_service";

    private final StackLayout layout;

    OrderDatabase(StackLayout layout) {
        this.layout = layout;
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(layout.jdbcUrl(NAME), role, role);
    }

    String ask(String query) throws SQLException {
        try (Connection connection = connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    void run(String command) throws SQLException {
        try (Connection connection = connect(NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
