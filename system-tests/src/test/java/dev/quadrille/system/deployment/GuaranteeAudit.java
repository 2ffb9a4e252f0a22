package dev.quadrille.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quadrille.local.Component;
import dev.quadrille.local.StackLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks the guarantees for every order in the databases of all services and in the provider's
/// ledger: an order has one final status; a confirmed order is charged once and has its stock and
/// shipment; a cancelled order has none of them; stock is conserved; the read model agrees.
public final class GuaranteeAudit {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1000;
    private static final Duration SETTLEMENT_TIMEOUT = Duration.ofMinutes(3);

    private static final String ORDERS = "select order_id, status, amount from orders";
    private static final String RESERVATIONS = "select order_id, status, 0 from reservation";
    private static final String SHIPMENTS = "select order_id, status, 0 from shipment";
    private static final String PAYMENTS = "select order_id, status, amount from payment";
    private static final String VIEWS =
            "select order_id, status || case when settled then '' else ', not settled' end, 0"
                    + " from order_view";
    private static final String STOCK =
            "select sku, 'available ' || available || ', reserved ' || reserved, shipped from stock"
                    + " where reserved <> 0 or available < 0"
                    + " or delivered <> available + reserved + shipped";

    private static final StatusRow NONE = new StatusRow("NONE", 0);

    private final StackLayout layout;

    GuaranteeAudit(StackLayout layout) {
        this.layout = layout;
    }

    /// The number of recorded orders.
    public int orders() {
        return read("order_service", ORDERS).size();
    }

    /// Waits until there are no violations, and prints how long that took.
    ///
    /// @param what the fault that preceded
    public void awaitAllSettled(String what) {
        long start = System.nanoTime();
        await().atMost(SETTLEMENT_TIMEOUT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(violations()).isEmpty());
        System.out.printf(
                "%s: all settled after %d ms, %d orders in all, 0 violations%n",
                what, Duration.ofNanos(System.nanoTime() - start).toMillis(), orders());
    }

    /// Returns the current violations; unsettled orders count as violations.
    public List<String> violations() {
        Map<String, StatusRow> reservations = read("inventory_service", RESERVATIONS);
        Map<String, StatusRow> shipments = read("shipping_service", SHIPMENTS);
        Map<String, StatusRow> payments = read("payment_service", PAYMENTS);
        Map<String, StatusRow> views = read("query_service", VIEWS);
        Map<String, Long> netCharges = netCharges();
        Map<String, StatusRow> orders = read("order_service", ORDERS);
        List<String> violations = new ArrayList<>();
        orders.forEach((id, order) -> {
            RecordedOrder recorded =
                    new RecordedOrder(
                            order.status(),
                            reservations.getOrDefault(id, NONE).status(),
                            payments.getOrDefault(id, NONE).status(),
                            shipments.getOrDefault(id, NONE).status(),
                            netCharges.getOrDefault(id, 0L),
                            views.getOrDefault(id, NONE).status());
            if (!recorded.isConsistent(order.figure())) {
                violations.add(id + " of " + order.figure() + ": " + recorded);
            }
        });
        addOrphans(orders, reservations, "reservation", violations);
        addOrphans(orders, payments, "payment", violations);
        addOrphans(orders, shipments, "shipment", violations);
        read("inventory_service", STOCK)
                .forEach((sku, stock) -> violations.add(sku + ": " + stock.status()));
        return violations;
    }

    private static void addOrphans(
            Map<String, StatusRow> orders,
            Map<String, StatusRow> rows,
            String what,
            List<String> violations) {
        Set<String> orphans = new HashSet<>(rows.keySet());
        orphans.removeAll(orders.keySet());
        orphans.forEach(id -> violations.add(what + " without an order: " + id));
    }

    private Map<String, StatusRow> read(String database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(layout.jdbcUrl(database), database, database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Map<String, StatusRow> rows = new HashMap<>();
            while (row.next()) {
                rows.put(row.getString(1), new StatusRow(row.getString(2), row.getLong(3)));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns the net charge for each key from the provider's ledger.
    private Map<String, Long> netCharges() {
        Map<String, Long> net = new HashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long after = 0;
            JsonNode entries;
            do {
                entries = page(http, after);
                for (JsonNode entry : entries) {
                    after = entry.path("seq").asLong();
                    long amount = entry.path("amount").asLong();
                    switch (entry.path("type").asString()) {
                        case "CHARGED" ->
                                net.merge(entry.path("key").asString(), amount, Long::sum);
                        case "REFUNDED" ->
                                net.merge(entry.path("key").asString(), -amount, Long::sum);
                        default -> {}
                    }
                }
            } while (entries.size() == PAGE);
        }
        return net;
    }

    private JsonNode page(HttpClient http, long after) {
        URI uri =
                URI.create(
                        layout.url(Component.PAYMENT_PROVIDER)
                                + "/ledger?limit="
                                + PAGE
                                + "&after="
                                + after);
        try {
            return JSON.readTree(
                            http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                                    .body())
                    .path("entries");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record StatusRow(String status, long figure) {}

    /// The recorded state of one order in all services.
    private record RecordedOrder(
            String order,
            String reservation,
            String payment,
            String shipment,
            long netCharge,
            String view) {

        private static final Set<String> NO_STOCK = Set.of("NONE", "REJECTED", "UNDONE");
        private static final Set<String> NO_PAYMENT = Set.of("NONE", "DECLINED", "UNDONE");
        private static final Set<String> NO_SHIPMENT = Set.of("NONE", "REFUSED", "UNDONE");

        boolean isConsistent(long total) {
            return switch (order) {
                case "CONFIRMED" ->
                        reservation.equals("COMMITTED")
                                && payment.equals("CHARGED")
                                && shipment.equals("BOOKED")
                                && netCharge == total
                                && view.equals("CONFIRMED");
                case "CANCELLED" ->
                        NO_STOCK.contains(reservation)
                                && NO_PAYMENT.contains(payment)
                                && NO_SHIPMENT.contains(shipment)
                                && netCharge == 0
                                && view.equals("CANCELLED");
                default -> false;
            };
        }
    }
}
