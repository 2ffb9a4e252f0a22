package dev.quadrille.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.quadrille.orderflow.value.Money;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {

    @ParameterizedTest
    @CsvSource({"0, EUR", "100000001, EUR", "1250, USD"})
    void rejectsAnInvalidPrice(long amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> product(amount, currency));
    }

    @Test
    void limitsThePriceSoThatNoTotalOverflows() {
        Money line = product(Product.MAX_PRICE, "EUR").price().times(new Quantity(Quantity.MAX));
        assertThat(Stream.generate(() -> line).limit(50).reduce(Money::plus).orElseThrow().amount())
                .isEqualTo(50L * Quantity.MAX * Product.MAX_PRICE);
    }

    private static Product product(long amount, String currency) {
        return new Product(
                new Sku("TAMPER"), "Tamper", new Money(amount, Currency.getInstance(currency)));
    }
}
