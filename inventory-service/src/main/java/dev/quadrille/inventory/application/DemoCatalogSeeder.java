package dev.quadrille.inventory.application;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.inventory.domain.StockLevel;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Creates the demo catalog if the catalog is empty. Most of the twenty products have a large
/// stock. One product has a stock of one piece, and one product is sold out.
@Component
class DemoCatalogSeeder implements ApplicationRunner {

    private static final long DEFAULT_STOCK = 100_000;
    private static final Currency EUR = Currency.getInstance(Product.CURRENCY);
    private static final Map<String, Long> LOW_STOCK =
            Map.of("COPPER-KETTLE", 1L, "GOLD-FILTER", 0L);

    private static final List<Product> PRODUCTS =
            List.of(
                    product("ESPRESSO-MACHINE", "Espresso machine", 49_900),
                    product("COFFEE-GRINDER", "Coffee grinder", 12_900),
                    product("MILK-FROTHER", "Milk frother", 5_900),
                    product("MOKA-POT", "Moka pot, 6 cups", 3_490),
                    product("FRENCH-PRESS", "French press, 1 l", 2_990),
                    product("POUR-OVER-SET", "Pour-over set", 3_990),
                    product("GOOSENECK-KETTLE", "Gooseneck kettle", 6_490),
                    product("COPPER-KETTLE", "Copper kettle, the last one", 18_900),
                    product("BREW-SCALE", "Brew scale with timer", 4_490),
                    product("TAMPER", "Tamper, 58 mm", 2_490),
                    product("KNOCK-BOX", "Knock box", 1_990),
                    product("ESPRESSO-CUPS", "Espresso cups, set of 6", 2_790),
                    product("LATTE-GLASSES", "Latte glasses, set of 4", 2_190),
                    product("TRAVEL-MUG", "Travel mug", 2_290),
                    product("HOUSE-BLEND", "House blend, 1 kg", 2_390),
                    product("SINGLE-ORIGIN", "Single origin, 250 g", 1_290),
                    product("DECAF-BLEND", "Decaf blend, 500 g", 1_490),
                    product("PAPER-FILTERS", "Paper filters, 100", 590),
                    product("GOLD-FILTER", "Gold filter, sold out", 2_890),
                    product("CLEANING-TABS", "Cleaning tabs, 60", 990));

    private final Products products;
    private final PutProduct putProduct;
    private final StockLevels levels;
    private final TransactionTemplate transaction;

    DemoCatalogSeeder(
            Products products,
            PutProduct putProduct,
            StockLevels levels,
            TransactionTemplate transaction) {
        this.products = products;
        this.putProduct = putProduct;
        this.levels = levels;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments args) {
        transaction.executeWithoutResult(_ -> {
            if (products.lockAndCheckEmpty()) {
                PRODUCTS.forEach(putProduct::put);
                TreeSet<Sku> skus = new TreeSet<>(PRODUCTS.stream().map(Product::sku).toList());
                levels.save(
                        levels.lock(skus).stream()
                                .map(DemoCatalogSeeder::withInitialStock)
                                .toList());
            }
        });
    }

    private static StockLevel withInitialStock(StockLevel empty) {
        return empty.delivered(LOW_STOCK.getOrDefault(empty.sku().value(), DEFAULT_STOCK));
    }

    private static Product product(String sku, String name, long cents) {
        return new Product(new Sku(sku), name, new Money(cents, EUR));
    }
}
