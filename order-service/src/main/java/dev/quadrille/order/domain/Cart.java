package dev.quadrille.order.domain;

import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/// The requested quantity of each product. A cart contains each product once.
public record Cart(NavigableMap<Sku, Quantity> items) {

    /// The maximum number of lines of an order.
    public static final int MAX_LINES = 50;

    public Cart {
        items = new TreeMap<>(items);
        if (items.isEmpty() || items.size() > MAX_LINES) {
            throw new IllegalArgumentException("An order must have 1 to " + MAX_LINES + " lines.");
        }
    }

    public NavigableSet<Sku> skus() {
        return items.navigableKeySet();
    }

    /// Returns the order lines with names and prices from the catalog. The client never supplies a
    /// price. The catalog must contain every SKU.
    public List<OrderLine> pricedBy(Map<Sku, ListedProduct> catalog) {
        return items.entrySet().stream()
                .map(item -> {
                    ListedProduct product = catalog.get(item.getKey());
                    if (product == null) {
                        throw new IllegalArgumentException("Not in the catalog: " + item.getKey());
                    }
                    return new OrderLine(
                            item.getKey(), product.name(), item.getValue(), product.price());
                })
                .toList();
    }
}
