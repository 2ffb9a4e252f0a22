package dev.quadrille.query.application.catalog;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static dev.quadrille.testsupport.samples.Samples.SKU;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class CatalogGlobalTableTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CatalogGlobalTable table = new CatalogGlobalTable(meters);

    @Test
    void listsProductsSortedBySku() {
        table.put(product("B", 20, 1, 0));
        table.put(product("A-1", 10, 1, 1));
        table.put(product("A", 10, 1, 2));
        assertThat(table.all()).extracting(it -> it.sku().value()).containsExactly("A", "A-1", "B");
        assertThat(table.find(new Sku("NONE"))).isEmpty();
    }

    @Test
    void returnsNewState() {
        CatalogProduct first = product(10, 1, 5);
        CatalogProduct second = product(20, 2, 6);
        assertThat(table.put(first)).contains(first);
        assertThat(table.put(second)).contains(second);
        assertThat(table.find(SKU)).contains(second);
    }

    @Test
    void keepsNewestVersionRegardlessOfLogOrder() {
        table.put(product(20, 2, 5));
        assertThat(table.put(product(10, 1, 6))).isEmpty();
        assertThat(price()).isEqualTo(20);
        assertThat(ignored()).isEqualTo(1);
    }

    @Test
    void readingTheTopicAgainChangesNothing() {
        table.put(product(10, 1, 5));
        table.put(product(20, 2, 6));
        assertThat(table.put(product(10, 1, 5))).isEmpty();
        assertThat(table.put(product(20, 2, 6))).isEmpty();
        assertThat(price()).isEqualTo(20);
        assertThat(ignored()).isZero();
    }

    @Test
    void keepsLaterOfEventsWithoutVersion() {
        table.put(product(20, 0, 6));
        table.put(product(10, 0, 5));
        assertThat(price()).isEqualTo(20);
        table.put(product(30, 1, 7));
        table.put(product(20, 0, 6));
        assertThat(price()).isEqualTo(30);
        // Simulates a price change by a replica of the previous release in a rolling upgrade.
        assertThat(table.put(product(40, 0, 8))).contains(product(40, 1, 8));
        table.put(product(30, 1, 7));
        assertThat(price()).isEqualTo(40);
    }

    private long price() {
        return table.find(SKU).orElseThrow().price().amount();
    }

    private double ignored() {
        return meters.get("quadrille.catalog.ignored").counter().count();
    }

    private static CatalogProduct product(long price, long version, long offset) {
        return product(SKU.value(), price, version, offset);
    }

    private static CatalogProduct product(String sku, long price, long version, long offset) {
        Money money = new Money(price, PRICE.currency());
        return new CatalogProduct(new Sku(sku), "Product", money, version, offset);
    }
}
