package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;

/// The compensation of inventory-service: the released lines, none if nothing was reserved.
public record StockReleased(OrderId orderId, List<StockLine> lines) implements OrderEvent {

    public StockReleased {
        requireNonNull(orderId, "orderId");
        lines = List.copyOf(lines);
    }
}
