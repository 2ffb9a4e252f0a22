package dev.quadrille.system.deployment;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The recorded state, read directly from the databases of the services and from the provider.
public final class RecordedState {

    private static final JsonMapper JSON = new JsonMapper();

    private final StackLayout layout;

    RecordedState(StackLayout layout) {
        this.layout = layout;
    }

    /// The recorded state of the order.
    public OrderState of(PlacedOrder order) {
        return new OrderState(
                text("order_service", "select status from orders where order_id = ?", order),
                text(
                        "inventory_service",
                        "select status from reservation where order_id = ?",
                        order),
                text("shipping_service", "select status from shipment where order_id = ?", order),
                netCharge(order));
    }

    /// The stock counters of the SKU.
    public StockCounters stock(String sku) {
        String sql = "select available, reserved, shipped, delivered from stock where sku = ?";
        try (Connection database = connect("inventory_service");
                PreparedStatement query = database.prepareStatement(sql)) {
            query.setString(1, sku);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new StockCounters(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The amount charged and not refunded, in cents.
    private long netCharge(PlacedOrder order) {
        URI uri = URI.create(layout.url(Component.PAYMENT_PROVIDER) + "/charges/" + order.id());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            JsonNode charge = JSON.readTree(response.body());
            return response.statusCode() == 404
                    ? 0
                    : charge.path("charged").asLong() - charge.path("refunded").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String text(String databaseName, String sql, PlacedOrder order) {
        try (Connection database = connect(databaseName);
                PreparedStatement query = database.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(order.id()));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "NONE";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Changes a row of the order behind the back of its service.
    public void damage(String databaseName, String sql, PlacedOrder order) {
        try (Connection database = connect(databaseName);
                PreparedStatement update = database.prepareStatement(sql)) {
            update.setObject(1, UUID.fromString(order.id()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(layout.jdbcUrl(database), database, database);
    }

    /// The recorded state of one order: order status, reservation, shipment and net charge in
    /// cents.
    public record OrderState(String order, String reservation, String shipment, long netCharge) {}

    /// The counters of a SKU.
    public record StockCounters(long available, long reserved, long shipped, long delivered) {}
}
