package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;

/// At least one line is not available, so none is reserved. `missing` lists the SKUs with too
/// little stock.
public record StockRejected(OrderId orderId, List<Sku> missing) implements OrderEvent {

    public StockRejected {
        requireNonNull(orderId, "orderId");
        missing = List.copyOf(missing);
    }
}
