package dev.quadrille.orderapi;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.OrderLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The representation of an order in the API. The response is the same whether it comes from the
/// read model or, as a fallback, from order-service.
///
/// @param settled whether all compensations are known to be done too; only query-service knows
///   those of other participants
/// @param version increases with every change that the responding service knows
public record OrderDocument(
        String orderId,
        String customerId,
        String status,
        Optional<String> reason,
        boolean settled,
        List<OrderLine> items,
        Money total,
        Instant placedAt,
        Instant updatedAt,
        int version,
        Optional<String> traceId) {}
