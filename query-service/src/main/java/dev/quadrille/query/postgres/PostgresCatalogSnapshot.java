package dev.quadrille.query.postgres;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.query.application.catalog.CatalogProduct;
import dev.quadrille.query.application.catalog.CatalogSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCatalogSnapshot implements CatalogSnapshot {

    private static final String LOAD =
            "select sku, name, amount, currency, version, log_offset from product";

    private static final String SAVE =
            """
            insert into product as p (sku, name, amount, currency, version, log_offset)
            select * from unnest(:skus, :names, :amounts, :currencies, :versions, :offsets)
                on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency,
                   version = excluded.version,
                   log_offset = greatest(excluded.log_offset, p.log_offset)
             where (excluded.version, excluded.log_offset) > (p.version, p.log_offset)
            """;

    private final JdbcClient jdbc;

    PostgresCatalogSnapshot(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<CatalogProduct> load() {
        return jdbc.sql(LOAD).query((row, _) -> read(row)).list();
    }

    @Override
    public void save(Collection<CatalogProduct> products) {
        // Sorted, so that two replicas that write the same products lock their rows in one order.
        List<CatalogProduct> sorted =
                products.stream().sorted(Comparator.comparing(CatalogProduct::sku)).toList();
        jdbc.sql(SAVE)
                .param("skus", array("text", sorted, it -> it.sku().value()))
                .param("names", array("text", sorted, CatalogProduct::name))
                .param("amounts", array("bigint", sorted, it -> it.price().amount()))
                .param("currencies", array("text", sorted, PostgresCatalogSnapshot::currency))
                .param("versions", array("bigint", sorted, CatalogProduct::version))
                .param("offsets", array("bigint", sorted, CatalogProduct::offset))
                .update();
    }

    private static CatalogProduct read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new CatalogProduct(
                new Sku(row.getString("sku")),
                row.getString("name"),
                new Money(row.getLong("amount"), currency),
                row.getLong("version"),
                row.getLong("log_offset"));
    }

    private static String currency(CatalogProduct product) {
        return product.price().currency().getCurrencyCode();
    }

    private static SqlArrayValue array(
            String type, List<CatalogProduct> products, Function<CatalogProduct, Object> column) {
        return new SqlArrayValue(type, products.stream().map(column).toArray());
    }
}
