package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.DeliverStock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/// The body of `POST /api/stock/{sku}/deliveries`. Null stands nowhere once validation has passed.
record DeliveryRequest(@NotNull @Min(1) @Max(DeliverStock.MAX_PIECES) Integer quantity) {}
