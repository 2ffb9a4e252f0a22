package dev.quadrille.query.postgres;

import dev.quadrille.messaging.EventEnvelope;
import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.query.application.catalog.CatalogProduct;
import dev.quadrille.query.application.catalog.CatalogReplica;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresProductCatalog implements CatalogReplica {

    private static final String FIND = "select sku, name, amount, currency from product ";

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

    // An ignored event was consumed all the same, so the position of the replica advances.
    private static final String PASS =
            "update product set log_offset = :offset where sku = :sku and log_offset < :offset";

    // Sorted, so that two replicas that write the same products lock their rows in one order.
    private static final Comparator<EventEnvelope<ProductListed>> BY_SKU_AND_POSITION =
            Comparator.comparing((EventEnvelope<ProductListed> it) -> it.event().sku())
                    .thenComparingLong(it -> it.position().offset());

    private final JdbcClient jdbc;
    private final Counter ignored;

    PostgresProductCatalog(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.ignored = meters.counter("quadrille.catalog.ignored");
    }

    @Override
    public Optional<CatalogProduct> find(Sku sku) {
        return jdbc.sql(FIND + "where sku = :sku")
                .param("sku", sku.value())
                .query((row, _) -> read(row))
                .optional();
    }

    @Override
    public List<CatalogProduct> all() {
        return jdbc.sql(FIND + "order by sku collate \"C\"").query((row, _) -> read(row)).list();
    }

    @Override
    public long position() {
        return jdbc.sql("select coalesce(max(log_offset), -1) from product")
                .query(Long.class)
                .single();
    }

    @Override
    public void update(Collection<EventEnvelope<ProductListed>> listed) {
        listed.stream().sorted(BY_SKU_AND_POSITION).forEach(this::put);
    }

    private void put(EventEnvelope<ProductListed> listed) {
        if (!isApplied(listed)) {
            ignored.increment();
            jdbc.sql(PASS)
                    .param("sku", listed.event().sku().value())
                    .param("offset", listed.position().offset())
                    .update();
        }
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

    private static CatalogProduct read(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new CatalogProduct(
                new Sku(row.getString("sku")),
                row.getString("name"),
                new Money(row.getLong("amount"), currency));
    }
}
