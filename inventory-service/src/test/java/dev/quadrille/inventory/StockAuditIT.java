package dev.quadrille.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.inventory.application.AuditedStock;
import dev.quadrille.messaging.audit.AuditQueries;
import dev.quadrille.messaging.audit.AuditRange;
import dev.quadrille.messaging.audit.OrderDigest;
import dev.quadrille.platform.Uuids;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The audit views of stock and reservations.
class StockAuditIT extends InventoryApiTestBase {

    private final AuditedStock stock;
    private final AuditQueries reservations;

    @Autowired
    StockAuditIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            AuditedStock stock,
            AuditQueries reservations) {
        super(port, jdbc);
        this.stock = stock;
        this.reservations = reservations;
    }

    @Test
    void readsTheStockBesideTheSumOfReservations() {
        String sku = listed("AUDITED-JUG");
        client.deliver(sku, InventoryClient.newKey(), 10);
        UUID first = Uuids.next();
        insert(first, "COMMITTED", lines(sku, 2));
        insert(Uuids.next(), "RESERVED", lines(sku, 3));
        insert(Uuids.next(), "UNDONE", "[]");

        assertThat(stock.read(AuditRange.ALL))
                .contains(new AuditedStock.Balance(sku, 10, 0, 0, 10, 3, 2));
        assertThat(stock.read(AuditRange.ALL.from(first)))
                .contains(new AuditedStock.Balance(sku, 10, 0, 0, 10, 3, 0));
        assertThat(client.get(path("/stock")).body())
                .contains(
                        """
                        {"sku":"AUDITED-JUG","available":10,"reserved":0,"shipped":0,\
                        "delivered":10,"reservedByOrders":3,"shippedByOrders":2}\
                        """);
    }

    @Test
    void changedLinesChangeTheChecksum() {
        UUID order = Uuids.next();
        insert(order, "COMMITTED", lines("TAMPER", 1));
        OrderDigest before = reservations.digest(AuditRange.of(order), 1);
        jdbc.sql("update reservation set lines = :lines where order_id = :order")
                .param("lines", lines("TAMPER", 2))
                .param("order", order)
                .update();

        assertThat(reservations.digest(AuditRange.of(order), 1).keepsSameAmounts(before)).isFalse();
    }

    @Test
    void listsTheCatalog() {
        String sku = listed("AUDITED-CUP");

        assertThat(client.get("/internal/audit/products?limit=1&after=AUDITED-CUO").body())
                .isEqualTo(
                        """
                        [{"sku":"%s","name":"Milk jug","amount":1250,"currency":"EUR","version":1}]\
                        """
                                .formatted(sku));
    }

    private static String path(String view) {
        return "/internal/audit%s?after=%s&through=%s"
                .formatted(view, AuditRange.ALL.after(), AuditRange.ALL.through());
    }

    private static String lines(String sku, int quantity) {
        return "[{\"sku\":\"%s\",\"quantity\":%d}]".formatted(sku, quantity);
    }

    private void insert(UUID order, String status, String lines) {
        jdbc.sql("insert into reservation values (:order, :status, :lines, 0)")
                .param("order", order)
                .param("status", status)
                .param("lines", lines)
                .update();
    }
}
