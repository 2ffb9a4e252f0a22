package dev.quadrille.order.web;

import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.text.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /api/orders`. A valid request contains no null.
record PlaceOrderRequest(
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,
        @NotNull @Valid Payment payment,
        @NotNull @Valid ShipTo shipTo) {

    record Item(
            @NotNull @Pattern(regexp = Sku.PATTERN, message = "must be a SKU") String sku,
            @NotNull @Min(1) @Max(Quantity.MAX) Integer quantity) {}

    record Payment(@NotNull @OneLine(max = 50) String method) {}

    record ShipTo(
            @NotNull @OneLine(max = 100) String name,
            @NotNull @OneLine(max = 200) String street,
            @NotNull @OneLine(max = 100) String city,
            @NotNull @OneLine(max = 20) String postalCode,
            @NotNull @Country String country) {}
}
