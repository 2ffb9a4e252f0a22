package dev.quadrille.messaging;

import dev.quadrille.orderflow.event.OrderEvent;
import dev.quadrille.orderflow.value.OrderId;
import dev.quadrille.platform.telemetry.EventTrace;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The events of one poll, in log order.
public record Batch(List<EventEnvelope<OrderEvent>> received) {

    public Batch {
        received = List.copyOf(received);
    }

    public List<OrderEvent> events() {
        return received.stream().map(EventEnvelope::event).toList();
    }

    public Set<OrderId> orders() {
        Set<OrderId> orders = new LinkedHashSet<>();
        received.forEach(each -> orders.add(each.event().orderId()));
        return orders;
    }

    /// The trace of each order, taken from its last traced event in the batch.
    public Map<OrderId, EventTrace> traces() {
        Map<OrderId, EventTrace> traces = new HashMap<>();
        received.forEach(each -> {
            if (each.trace().parent().isPresent()) {
                traces.put(each.event().orderId(), each.trace());
            }
        });
        return traces;
    }
}
