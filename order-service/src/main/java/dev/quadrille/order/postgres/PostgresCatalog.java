package dev.quadrille.order.postgres;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.order.application.Catalog;
import dev.quadrille.order.domain.ListedProduct;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCatalog implements Catalog {

    private static final String PUT =
            """
            insert into product as p (sku, name, amount, currency, version, log_offset)
            values (:sku, :name, :amount, :currency, :version, :offset)
            on conflict (sku) do update
               set name = excluded.name, amount = excluded.amount, currency = excluded.currency,
                   version = greatest(p.version, excluded.version),
                   log_offset = greatest(p.log_offset, excluded.log_offset)
             where excluded.version > p.version
                or (excluded.version = 0 and excluded.log_offset > p.log_offset)
            """;

    // The order by SKU prevents a deadlock between replicas that write the same products.
    private static final Comparator<EventEnvelope<ProductListed>> BY_SKU_AND_POSITION =
            Comparator.comparing((EventEnvelope<ProductListed> it) -> it.event().sku())
                    .thenComparingLong(it -> it.position().offset());

    private final JdbcClient jdbc;
    private final Counter ignored;

    PostgresCatalog(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.ignored = meters.counter("quadrille.catalog.ignored");
    }

    @Override
    public Map<Sku, ListedProduct> find(Set<Sku> skus) {
        Map<Sku, ListedProduct> products = new HashMap<>();
        jdbc.sql("select sku, name, amount, currency from product where sku = any (:skus)")
                .param("skus", new SqlArrayValue("text", skus.stream().map(Sku::value).toArray()))
                .query(row -> {
                    products.put(new Sku(row.getString("sku")), read(row));
                });
        return products;
    }

    @Override
    public void update(Collection<EventEnvelope<ProductListed>> listed) {
        List<EventEnvelope<ProductListed>> sorted =
                listed.stream().sorted(BY_SKU_AND_POSITION).toList();
        ignored.increment((double) sorted.stream().filter(it -> !isApplied(it)).count());
    }

    private boolean isApplied(EventEnvelope<ProductListed> listed) {
        ProductListed product = listed.event();
        return jdbc.sql(PUT)
                        .param("sku", product.sku().value())
                        .param("name", product.name())
                        .param("amount", product.price().amount())
                        .param("currency", product.price().currency().getCurrencyCode())
                        .param("version", product.version())
                        .param("offset", listed.position().offset())
                        .update()
                == 1;
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
