package dev.quadrille.query.postgres;

import dev.quadrille.messaging.Received;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.query.application.catalog.CatalogReplica;
import dev.quadrille.query.application.catalog.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCatalog implements CatalogReplica {

    private static final String FIND = "select sku, name, amount, currency from product ";

    private static final String PUT =
            """
            insert into product as p (sku, name, amount, currency, log_offset)
            values (:sku, :name, :amount, :currency, :offset)
                on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency,
                   log_offset = excluded.log_offset
             where excluded.log_offset > p.log_offset
            """;

    private final JdbcClient jdbc;

    PostgresCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Product> find(Sku sku) {
        return jdbc.sql(FIND + "where sku = :sku")
                .param("sku", sku.value())
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public List<Product> all() {
        return jdbc.sql(FIND + "order by sku collate \"C\"").query((row, _) -> read(row)).list();
    }

    @Override
    public long position() {
        return jdbc.sql("select coalesce(max(log_offset), -1) from product")
                .query(Long.class)
                .single();
    }

    @Override
    public void update(Collection<Received<ProductListed>> listed) {
        // Sorted, so that two replicas that write the same products lock their rows in one order.
        Map<Sku, Received<ProductListed>> last = new TreeMap<>();
        listed.forEach(it -> last.put(it.event().sku(), it));
        last.values().forEach(this::put);
    }

    private void put(Received<ProductListed> listed) {
        ProductListed product = listed.event();
        jdbc.sql(PUT)
                .param("sku", product.sku().value())
                .param("name", product.name())
                .param("amount", product.price().amount())
                .param("currency", product.price().currency().getCurrencyCode())
                .param("offset", listed.position().offset())
                .update();
    }

    private static Product read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Product(
                new Sku(row.getString("sku")),
                row.getString("name"),
                new Money(row.getLong("amount"), currency));
    }
}
