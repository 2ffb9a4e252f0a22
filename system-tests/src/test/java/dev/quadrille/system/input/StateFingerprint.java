package dev.quadrille.system.input;

import static org.awaitility.Awaitility.await;

import dev.quadrille.local.StackLayout;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/// A summary of the state that commands change. Two equal fingerprints mean that no request between
/// them had an effect.
record StateFingerprint(Map<String, String> figures) {

    private static final Map<String, String> ORDERS =
            Map.of(
                    "orders", "select count(*) || ' ' || coalesce(sum(version), 0) from orders",
                    "answered requests of customers", "select count(*) from answered_request");

    private static final Map<String, String> INVENTORY =
            Map.of(
                    "stock", "select string_agg(stock::text, ';' order by sku) from stock",
                    "products", "select string_agg(product::text, ';' order by sku) from product",
                    "answered requests of operators", "select count(*) from answered_request");

    private static final String OUTBOX = "select count(*) from outbox";

    /// Reads the state as soon as both outboxes are empty.
    static StateFingerprint of(StackLayout layout) {
        await().until(() -> read(layout, "order_service", OUTBOX).equals("0"));
        await().until(() -> read(layout, "inventory_service", OUTBOX).equals("0"));
        Map<String, String> figures = new TreeMap<>();
        ORDERS.forEach((name, sql) -> figures.put(name, read(layout, "order_service", sql)));
        INVENTORY.forEach((name, sql) -> figures.put(name, read(layout, "inventory_service", sql)));
        return new StateFingerprint(figures);
    }

    private static String read(StackLayout layout, String database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(layout.jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return "" + row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
