package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.Sku;
import java.util.List;

/// At least one line could not be had, so none is held; `missing` names the SKUs that were short.
public record StockRejected(OrderId orderId, List<Sku> missing) implements OrderEvent {

    public StockRejected {
        requireNonNull(orderId, "orderId");
        missing = List.copyOf(missing);
    }
}
