package dev.quadrille.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CpuPerOrderTest {

    @Test
    void dividesCpuTimeByOrders() {
        assertThat(
                        CpuPerOrder.line(
                                new TreeMap<>(Map.of("kafka", 1_000L, "postgres", 500L)),
                                new TreeMap<>(Map.of("kafka", 1_400L, "postgres", 900L)),
                                400))
                .isEqualTo("          2.00 ms of CPU per order: kafka 1.00, postgres 1.00");
    }

    @Test
    void isEmptyWithoutReadings() {
        assertThat(CpuPerOrder.line(new TreeMap<>(), new TreeMap<>(), 400)).isEmpty();
        assertThat(new StackCpu(Path.of("nowhere")).millis()).isEmpty();
    }
}
