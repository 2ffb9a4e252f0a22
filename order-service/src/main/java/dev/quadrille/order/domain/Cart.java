package dev.quadrille.order.domain;

import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/// What a customer wants: so many of each product, each product once.
public record Cart(NavigableMap<Sku, Quantity> items) {

    /// The most lines of an order.
    public static final int MAX_LINES = 50;

    public Cart {
        items = new TreeMap<>(items);
        if (items.isEmpty() || items.size() > MAX_LINES) {
            throw new IllegalArgumentException("an order has 1 to " + MAX_LINES + " lines");
        }
    }

    public NavigableSet<Sku> skus() {
        return items.navigableKeySet();
    }

    /// The lines at the catalog's names and prices; the price is never the client's. Every SKU must
    /// be listed.
    public List<OrderLine> pricedBy(Map<Sku, ListedProduct> catalog) {
        return items.entrySet().stream()
                .map(item -> {
                    ListedProduct product = catalog.get(item.getKey());
                    if (product == null) {
                        throw new IllegalArgumentException("not listed: " + item.getKey());
                    }
                    return new OrderLine(
                            item.getKey(), product.name(), item.getValue(), product.price());
                })
                .toList();
    }
}
