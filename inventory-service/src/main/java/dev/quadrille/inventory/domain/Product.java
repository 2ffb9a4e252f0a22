package dev.quadrille.inventory.domain;

import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import java.util.Currency;

/// Something the shop sells. Its price keeps to the shop's one currency, for an order is added up,
/// and to bounds that let no order, however large, overflow on the way.
public record Product(Sku sku, String name, Money price) {

    public static final String CURRENCY = "EUR";

    /// Real processors charge nothing less than a cent.
    public static final long MIN_PRICE = 1;

    /// One million euros.
    public static final long MAX_PRICE = 100_000_000;

    public Product {
        if (!price.currency().equals(Currency.getInstance(CURRENCY))) {
            throw new IllegalArgumentException("the shop sells in " + CURRENCY + " only");
        }
        if (price.amount() < MIN_PRICE || price.amount() > MAX_PRICE) {
            throw new IllegalArgumentException(
                    "a price is " + MIN_PRICE + " to " + MAX_PRICE + " cents");
        }
    }

    /// The event that publishes this version of it; also checks the name.
    public ProductListed listed(long version) {
        return new ProductListed(sku, name, price, version);
    }
}
