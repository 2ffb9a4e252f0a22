package dev.quadrille.inventory.web;

import dev.quadrille.inventory.domain.Product;
import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Sku;
import dev.quadrille.platform.text.OneLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Currency;

/// The body of `PUT /api/products/{sku}`. A valid request contains no null.
record ProductRequest(@NotNull @OneLine(max = 200) String name, @NotNull @Valid Price price) {

    record Price(
            @NotNull @Min(Product.MIN_PRICE) @Max(Product.MAX_PRICE) Long amount,
            @NotNull
                    @Pattern(
                            regexp = Product.CURRENCY,
                            message = "must be EUR, the only currency of the shop")
                    String currency) {}

    Product product(Sku sku) {
        return new Product(
                sku, name, new Money(price.amount(), Currency.getInstance(price.currency())));
    }
}
