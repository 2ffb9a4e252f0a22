package dev.quadrille.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quadrille.orderflow.value.Sku;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockLevelTest {

    private static final StockLevel LEVEL = new StockLevel(new Sku("TAMPER"), 5, 3, 2);

    @Test
    void countsAllDeliveredPieces() {
        assertThat(LEVEL.delivered()).isEqualTo(10);
        assertThat(LEVEL.delivered(4).delivered()).isEqualTo(14);
    }

    @ParameterizedTest
    @CsvSource({"5, 0", "-3, 0", "-3, 3", "0, -2", "2, 3", "7, -2"})
    void preservesTheNumberOfPieces(long toReserved, long toShipped) {
        assertThat(LEVEL.moved(toReserved, toShipped).delivered()).isEqualTo(LEVEL.delivered());
    }

    @ParameterizedTest
    @CsvSource({"6, 0", "-4, 0", "0, -3", "3, 3"})
    void rejectsNegativeCounters(long toReserved, long toShipped) {
        assertThatThrownBy(() -> LEVEL.moved(toReserved, toShipped))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rejectsAnOverflow() {
        assertThatThrownBy(() -> LEVEL.delivered(Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
    }
}
