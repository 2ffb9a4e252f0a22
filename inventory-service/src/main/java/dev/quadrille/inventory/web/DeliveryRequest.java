package dev.quadrille.inventory.web;

import dev.quadrille.inventory.application.DeliverStock;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/// The body of `POST /api/stock/{sku}/deliveries`. A valid request contains no null.
record DeliveryRequest(@NotNull @Min(1) @Max(DeliverStock.MAX_PIECES) Integer quantity) {}
