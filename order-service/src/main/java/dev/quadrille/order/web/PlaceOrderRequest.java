package dev.quadrille.order.web;

import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.orderflow.value.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/// The body of `POST /api/orders`. Null stands nowhere once validation has passed.
record PlaceOrderRequest(
        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Item> items,
        @NotNull @Valid Payment payment,
        @NotNull @Valid ShipTo shipTo) {

    private static final String ONE_LINE = "must be one line of text";

    record Item(
            @NotNull @Pattern(regexp = Sku.PATTERN, message = "must be a SKU") String sku,
            @NotNull @Min(1) @Max(Quantity.MAX) Integer quantity) {}

    record Payment(
            @NotNull @Size(max = 50) @Pattern(regexp = Texts.PATTERN, message = ONE_LINE)
                    String method) {}

    record ShipTo(
            @NotNull @Size(max = 100) @Pattern(regexp = Texts.PATTERN, message = ONE_LINE)
                    String name,
            @NotNull @Size(max = 200) @Pattern(regexp = Texts.PATTERN, message = ONE_LINE)
                    String street,
            @NotNull @Size(max = 100) @Pattern(regexp = Texts.PATTERN, message = ONE_LINE)
                    String city,
            @NotNull @Size(max = 20) @Pattern(regexp = Texts.PATTERN, message = ONE_LINE)
                    String postalCode,
            @NotNull @Country String country) {}
}
