package dev.quadrille.order.domain;

import static dev.quadrille.testsupport.samples.Samples.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.orderflow.value.OrderLine;
import dev.quadrille.orderflow.value.Quantity;
import dev.quadrille.orderflow.value.Sku;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CartTest {

    private static final Sku MUG = new Sku("TRAVEL-MUG");

    @Test
    void usesNameAndPriceOfTheCatalog() {
        assertThat(cartOf(1).pricedBy(Map.of(sku(1), new ListedProduct("Mug", PRICE))))
                .containsExactly(new OrderLine(sku(1), "Mug", new Quantity(1), PRICE));
    }

    @Test
    void rejectsAProductThatIsNotListed() {
        Map<Sku, ListedProduct> catalog = Map.of(MUG, new ListedProduct("Mug", PRICE));
        assertThatThrownBy(() -> cartOf(1).pricedBy(catalog))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void acceptsUpToFiftyLines(int lines) {
        assertThat(cartOf(lines).skus()).hasSize(lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 51})
    void rejectsNoLinesAndMoreThanFifty(int lines) {
        assertThatThrownBy(() -> cartOf(lines)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Cart cartOf(int lines) {
        return new Cart(
                IntStream.rangeClosed(1, lines)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        CartTest::sku,
                                        _ -> new Quantity(1),
                                        (a, _) -> a,
                                        TreeMap::new)));
    }

    private static Sku sku(int number) {
        return new Sku("SKU-" + number);
    }
}
