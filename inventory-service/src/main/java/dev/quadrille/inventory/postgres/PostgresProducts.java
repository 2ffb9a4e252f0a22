package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.application.Products;
import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresProducts implements Products {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProducts.class);

    // xmax is 0 only if this statement inserted the row.
    private static final String PUT =
            """
            insert into product (sku, name, amount, currency, version)
            values (:sku, :name, :amount, :currency, 1)
            on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency,
                   version = product.version + 1
            returning xmax = 0 as is_new, version
            """;

    private static final String UNVERSIONED =
            """
            select sku, name, amount, currency from product where version = 0
             order by sku for update
            """;

    private final JdbcClient jdbc;

    PostgresProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean lockAndCheckEmpty() {
        jdbc.sql("lock table product in share row exclusive mode").update();
        return jdbc.sql("select not exists (select from product)").query(Boolean.class).single();
    }

    /// Uses an advisory lock, because a product that does not exist has no row to lock. The table
    /// lock comes first, as in a transaction that creates the demo catalog, to prevent a deadlock.
    @Override
    public Optional<Product> lock(Sku sku) {
        jdbc.sql("lock table product in row exclusive mode").update();
        jdbc.sql("select pg_advisory_xact_lock(hashtext('product'), hashtext(:sku))")
                .param("sku", sku.value())
                .query(row -> {});
        return jdbc.sql("select name, amount, currency from product where sku = :sku")
                .param("sku", sku.value())
                .query((row, _) -> product(sku, row))
                .optional();
    }

    private static Product product(Sku sku, ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new Product(sku, row.getString("name"), new Money(row.getLong("amount"), currency));
    }

    @Override
    public Written put(Product product) {
        return jdbc.sql(PUT)
                .param("sku", product.sku().value())
                .param("name", product.name())
                .param("amount", product.price().amount())
                .param("currency", product.price().currency().getCurrencyCode())
                .query((row, _) -> new Written(row.getBoolean("is_new"), row.getLong("version")))
                .single();
    }

    @Override
    public List<Product> lockUnversioned() {
        return jdbc.sql(UNVERSIONED).query((row, _) -> toProduct(row)).list().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /// Skips an unreadable product, because it must not prevent the start of the service.
    private static Optional<Product> toProduct(ResultSet row) throws SQLException {
        try {
            Currency currency = Currency.getInstance(row.getString("currency"));
            Product product =
                    new Product(
                            new Sku(row.getString("sku")),
                            row.getString("name"),
                            new Money(row.getLong("amount"), currency));
            // Creating the event also validates the name.
            var _ = product.listed(1);
            return Optional.of(product);
        } catch (RuntimeException e) {
            LOG.error("Cannot read product {}; it is not published", row.getString("sku"), e);
            return Optional.empty();
        }
    }
}
