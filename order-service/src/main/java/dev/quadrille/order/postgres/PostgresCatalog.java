package dev.quadrille.order.postgres;

import dev.quadrille.order.application.Catalog;
import dev.quadrille.order.domain.ListedProduct;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCatalog implements Catalog {

    private static final String PUT =
            """
            insert into product (sku, name, amount, currency)
            values (:sku, :name, :amount, :currency)
            on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency
            """;

    private final JdbcClient jdbc;

    PostgresCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<Sku, ListedProduct> find(Set<Sku> skus) {
        Map<Sku, ListedProduct> found = new HashMap<>();
        jdbc.sql("select sku, name, amount, currency from product where sku = any (:skus)")
                .param("skus", new SqlArrayValue("text", skus.stream().map(Sku::value).toArray()))
                .query(row -> {
                    found.put(new Sku(row.getString("sku")), read(row));
                });
        return found;
    }

    @Override
    public void update(Collection<ProductListed> listed) {
        Map<Sku, ProductListed> last = new LinkedHashMap<>();
        listed.forEach(product -> last.put(product.sku(), product));
        last.values().forEach(this::put);
    }

    private void put(ProductListed product) {
        jdbc.sql(PUT)
                .param("sku", product.sku().value())
                .param("name", product.name())
                .param("amount", product.price().amount())
                .param("currency", product.price().currency().getCurrencyCode())
                .update();
    }

    @Override
    public boolean isEmpty() {
        return jdbc.sql("select not exists (select from product)").query(Boolean.class).single();
    }

    private static ListedProduct read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new ListedProduct(row.getString("name"), new Money(row.getLong("amount"), currency));
    }
}
