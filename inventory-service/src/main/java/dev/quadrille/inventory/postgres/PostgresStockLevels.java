package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.application.StockLevels;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresStockLevels implements StockLevels {

    private static final String COLUMNS = "select sku, available, reserved, shipped from stock ";

    private static final String SAVE =
            """
            update stock
               set available = level.available, reserved = level.reserved,
                   shipped = level.shipped, delivered = level.delivered
              from unnest(:skus, :available, :reserved, :shipped, :delivered)
                   as level (sku, available, reserved, shipped, delivered)
             where stock.sku = level.sku
            """;

    private static final String DELIVER =
            """
            update stock set available = available + :pieces, delivered = delivered + :pieces
             where sku = :sku and delivered <= :max_delivered - :pieces
            returning sku, available, reserved, shipped
            """;

    private final JdbcClient jdbc;

    PostgresStockLevels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<StockLevel> lock(NavigableSet<Sku> skus) {
        if (skus.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + "where sku = any (:skus) order by sku for update")
                .param("skus", new SqlArrayValue("text", skus.stream().map(Sku::value).toArray()))
                .query((row, _) -> read(row))
                .list();
    }

    @Override
    public void save(Collection<StockLevel> levels) {
        if (levels.isEmpty()) {
            return;
        }
        jdbc.sql(SAVE)
                .param("skus", array("text", levels, level -> level.sku().value()))
                .param("available", array("bigint", levels, StockLevel::available))
                .param("reserved", array("bigint", levels, StockLevel::reserved))
                .param("shipped", array("bigint", levels, StockLevel::shipped))
                .param("delivered", array("bigint", levels, StockLevel::delivered))
                .update();
    }

    @Override
    public void open(Sku sku) {
        jdbc.sql(
                        "insert into stock (sku, available, reserved, shipped, delivered) values (:sku, 0, 0, 0, 0)")
                .param("sku", sku.value())
                .update();
    }

    @Override
    public Optional<StockLevel> deliver(Sku sku, int pieces) {
        return jdbc.sql(DELIVER)
                .param("sku", sku.value())
                .param("pieces", (long) pieces)
                .param("max_delivered", StockLevel.MAX_DELIVERED)
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public Optional<StockLevel> find(Sku sku) {
        return jdbc.sql(COLUMNS + "where sku = :sku")
                .param("sku", sku.value())
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public List<StockLevel> all() {
        return jdbc.sql(COLUMNS + "order by sku").query((row, _) -> read(row)).list();
    }

    private static SqlArrayValue array(
            String type, Collection<StockLevel> levels, Function<StockLevel, Object> column) {
        return new SqlArrayValue(type, levels.stream().map(column).toArray());
    }

    private static StockLevel read(ResultSet row) throws SQLException {
        return new StockLevel(
                new Sku(row.getString("sku")),
                row.getLong("available"),
                row.getLong("reserved"),
                row.getLong("shipped"));
    }
}
