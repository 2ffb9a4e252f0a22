package dev.quadrille.inventory.postgres;

import dev.quadrille.inventory.application.Products;
import dev.quadrille.inventory.domain.Product;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresProducts implements Products {

    // xmax is 0 only in a row that this statement has inserted.
    private static final String PUT =
            """
            insert into product (sku, name, amount, currency)
            values (:sku, :name, :amount, :currency)
            on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency
            returning xmax = 0
            """;

    private final JdbcClient jdbc;

    PostgresProducts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean isEmptyForUs() {
        jdbc.sql("lock table product in share row exclusive mode").update();
        return jdbc.sql("select not exists (select from product)").query(Boolean.class).single();
    }

    @Override
    public boolean put(Product product) {
        return jdbc.sql(PUT)
                .param("sku", product.sku().value())
                .param("name", product.name())
                .param("amount", product.price().amount())
                .param("currency", product.price().currency().getCurrencyCode())
                .query(Boolean.class)
                .single();
    }
}
