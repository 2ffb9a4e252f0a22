package dev.quadrille.orderflow.event;

import static java.util.Objects.requireNonNull;

import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.orderflow.value.StockLine;
import java.util.List;

/// Inventory's answer to a cancellation: the lines it has given back, none if it held nothing.
public record StockReleased(OrderId orderId, List<StockLine> lines) implements OrderEvent {

    public StockReleased {
        requireNonNull(orderId, "orderId");
        lines = List.copyOf(lines);
    }
}
