package dev.quadrille.inventory.domain;

import dev.quadrille.orderflow.event.ProductListed;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import java.util.Currency;

/// A product of the catalog. All prices have the same currency, because an order has one total. The
/// limits of the price prevent an overflow of the total of an order.
public record Product(Sku sku, String name, Money price) {

    public static final String CURRENCY = "EUR";

    /// One cent. Payment processors reject a charge of zero.
    public static final long MIN_PRICE = 1;

    /// One million euros.
    public static final long MAX_PRICE = 100_000_000;

    public Product {
        if (!price.currency().equals(Currency.getInstance(CURRENCY))) {
            throw new IllegalArgumentException("The currency must be " + CURRENCY + ".");
        }
        if (price.amount() < MIN_PRICE || price.amount() > MAX_PRICE) {
            throw new IllegalArgumentException(
                    "The price must be " + MIN_PRICE + " to " + MAX_PRICE + " cents.");
        }
    }

    /// Returns the event that publishes this version of the product. It also validates the name.
    public ProductListed listed(long version) {
        return new ProductListed(sku, name, price, version);
    }
}
